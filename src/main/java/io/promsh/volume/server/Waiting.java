package io.promsh.volume.server;

import io.promsh.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for a condition, looking often. */
public final class Waiting {
    private static final long LOOK_EVERY_MILLIS = 200;

    private Waiting() {}

    /** Returns what {@code look} finds, or empty when it found nothing in time. Throws INTERRUPTED when the thread is. */
    public static <T> Optional<T> until(Duration limit, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent() || System.nanoTime() > deadline) {
                return found;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }
}
