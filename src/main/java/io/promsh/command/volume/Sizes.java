package io.promsh.command.volume;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.VolumeUsage;
import io.promsh.failure.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The sizes of volumes while they are being measured: the engine reads every file for it. */
final class Sizes {
    private final CompletableFuture<Map<String, VolumeUsage>> answer = new CompletableFuture<>();
    private final long askedAt = System.nanoTime();

    private Sizes() {}

    /** Asks in the background. */
    static Sizes ask(DockerEngine engine) {
        Sizes sizes = new Sizes();
        Thread thread = new Thread(
                () -> {
                    try {
                        sizes.answer.complete(engine.volumeUsage());
                    } catch (Failure failure) {
                        sizes.answer.completeExceptionally(failure);
                    }
                },
                "promsh-sizes");
        thread.setDaemon(true);
        thread.start();
        return sizes;
    }

    /** Returns them all. Throws the failure of the engine. */
    Map<String, VolumeUsage> all() {
        return get(Long.MAX_VALUE);
    }

    /** Returns them when they are known so soon after they were asked for, else nothing. */
    Map<String, VolumeUsage> within(Duration limit) {
        long passed = (System.nanoTime() - askedAt) / 1_000_000;
        return get(Math.max(0, limit.toMillis() - passed));
    }

    private Map<String, VolumeUsage> get(long millis) {
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
