package io.promsh.testing;

import java.io.IOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Holds questions that hold a word until so many are there, once; then all go on. */
final class Gathering {
    private final CyclicBarrier barrier;
    private volatile String word;

    /** Waits for so many questions; does {@code then} when the last of them has come. */
    Gathering(int questions, String word, Runnable then) {
        this.word = word;
        this.barrier = new CyclicBarrier(questions, () -> {
            this.word = "";
            then.run();
        });
    }

    /** Lets a question through at once, or when the others have come. */
    void pass(String question) throws IOException {
        String wanted = word;
        if (wanted.isEmpty() || !question.contains(wanted)) {
            return;
        }
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException("the questions do not come together", e);
        }
    }
}
