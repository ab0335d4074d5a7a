package io.promsh.volume.server;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import java.time.Duration;
import java.util.Optional;

/** Waits until a container runs and goes on running. */
public final class Uptime {
    private static final long STAYS_UP_NANOS = Duration.ofSeconds(2).toNanos();

    private Uptime() {}

    /** Returns in words how it fares. Throws a failure with its last words when it does not stay up, or is not healthy, in time. */
    public static String await(DockerEngine engine, String id, String service, Duration limit) {
        long[] since = {0};
        Optional<String> words = Waiting.until(limit, () -> {
            ContainerDetail now = engine.container(id)
                    .orElseThrow(() -> Failure.failed("the container of " + service + " is gone", "docker ps -a"));
            if (!now.state().isRunning()) {
                since[0] = 0;
                return Optional.empty();
            }
            since[0] = since[0] == 0 ? System.nanoTime() : since[0];
            String health = now.state().health();
            boolean isUp = System.nanoTime() - since[0] > STAYS_UP_NANOS;
            boolean isHealthy = health.isEmpty() || health.equals("healthy") || health.equals("none");
            return isUp && isHealthy
                    ? Optional.of(health.equals("healthy") ? "running, healthy" : "running")
                    : Optional.empty();
        });
        return words.orElseThrow(() -> Failure.failed(
                        service + " does not stay up, or is not healthy, after " + limit.toMinutes() + " min",
                        "see what it says with: docker logs " + id.substring(0, Math.min(12, id.length())))
                .withDetail(engine.logs(id, 6)));
    }
}
