package io.promsh.target.prometheus;

import java.time.Duration;

/** Waits between two tries; a test gives one that does not wait. */
@FunctionalInterface
interface Pause {
    /** Waits as long as that, or until the lock is notified, which the caller holds. */
    void await(Object lock, Duration duration) throws InterruptedException;

    /** Waits on the clock. */
    Pause REAL = (lock, duration) -> lock.wait(Math.max(1, duration.toMillis()));
}
