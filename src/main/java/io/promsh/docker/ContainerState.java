package io.promsh.docker;

import java.time.Instant;
import java.util.Optional;

/**
 * How a container fares.
 *
 * @param status created, running, paused, restarting, exited, removing or dead
 * @param health starting, healthy or unhealthy; empty without a check
 */
public record ContainerState(
        String status,
        int exitCode,
        boolean isOutOfMemory,
        Optional<Instant> started,
        Optional<Instant> finished,
        String health,
        int restarts) {
    /** Returns whether its processes run. */
    public boolean isRunning() {
        return status.equals("running");
    }

    /** Returns whether its processes are frozen. */
    public boolean isPaused() {
        return status.equals("paused");
    }
}
