package io.promsh.target.http;

import java.time.Duration;

/** Waits between two tries; a test gives one that does not wait. */
@FunctionalInterface
public interface Pause {
    /** Waits as long as that, or until the lock is notified, which the caller holds. */
    void await(Object lock, Duration duration) throws InterruptedException;

    /** Waits on the clock; too short a wait, as the system allows, only means an early second try. */
    @SuppressWarnings("WaitNotInLoop")
    Pause REAL = (lock, duration) -> lock.wait(Math.max(1, duration.toMillis()));
}
