package io.promsh.launcher;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does, never longer than a minute. */
final class Deadline {
    private Deadline() {}

    static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within a minute");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
