package io.promsh.volume.server;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Brings a container back that was told to stop. */
public final class Comeback {
    private static final Duration GRACE = Duration.ofMinutes(1);

    private Comeback() {}

    /**
     * Starts it where it is down. A stop that was broken off goes on in the engine: where it runs still, the stop is waited for first,
     * because a start would find it running, and it would stay down.
     *
     * @param since when it had been started, before it was told to stop; one that was started later is left alone
     * @return whether it had to be started
     */
    public static boolean start(DockerEngine engine, String id, Optional<Instant> since) {
        Optional<ContainerDetail> now = engine.container(id);
        if (now.isEmpty()) {
            return false;
        }
        if (now.get().state().isRunning()) {
            if (since.isEmpty() || !since.equals(now.get().state().started())) {
                return false;
            }
            engine.stop(id, now.get().policy().stopTimeout().orElse(GRACE));
        }
        engine.start(id);
        return true;
    }
}
