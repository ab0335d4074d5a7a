package io.promsh.volume.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerState;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.engine.HttpDocker;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stop that is broken off, by Ctrl-C or a kill, goes on in the engine. */
@Tag("integration")
class ComebackIT {
    private static final Duration GRACE = Duration.ofSeconds(60);
    /** Ends when it is told to and there is a certain file. */
    private static final String SLOW = "trap 'echo ending; while [ ! -e /tmp/go ]; do sleep 0.1; done; exit 0' TERM;"
            + " echo up; while :; do sleep 0.1; done";

    private final RealDocker docker = RealDocker.shared();
    private final DockerEngine engine = docker.engine();

    private ContainerState state(String id) {
        return engine.container(id).orElseThrow().state();
    }

    private void awaitWord(String id, String word) {
        BenchProject.await(word, () -> engine.logs(id, 5).toString().contains(word));
    }

    @Test
    void whatIsBeingStoppedIsWaitedForAndThenStarted() throws Exception {
        String id = engine.createContainer(new ContainerWish(
                RealDocker.unique("slow"),
                "busybox:latest",
                List.of("sh", "-c"),
                List.of(SLOW),
                "",
                "none",
                Map.of(),
                Map.of(),
                List.of()));
        try {
            engine.start(id);
            awaitWord(id, "up");
            Optional<Instant> since = state(id).started();
            breakOffAStop(id);
            assertTrue(state(id).isRunning(), "it still ends");
            CompletableFuture<Boolean> back = CompletableFuture.supplyAsync(() -> Comeback.start(engine, id, since));
            assertTrue(engine.exec(id, List.of("touch", "/tmp/go"), GRACE).isGood());
            assertTrue(back.get(120, TimeUnit.SECONDS));
            assertTrue(state(id).isRunning());
            Optional<Instant> anew = state(id).started();
            assertNotEquals(since, anew, "it has ended and was started");
            assertFalse(Comeback.start(engine, id, since), "whoever started it later has it");
            assertEquals(anew, state(id).started());
            engine.stop(id, GRACE);
            assertTrue(Comeback.start(engine, id, since));
            assertTrue(state(id).isRunning());
        } finally {
            engine.removeContainer(id, true);
        }
        assertFalse(Comeback.start(engine, id, Optional.empty()), "it is gone");
    }

    private void breakOffAStop(String id) throws InterruptedException {
        try (DockerEngine other = HttpDocker.open(docker.environment(), "")) {
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> other.stop(id, GRACE));
            awaitWord(id, "ending");
            other.cancel();
            assertThrows(ExecutionException.class, () -> stopping.get(60, TimeUnit.SECONDS));
        }
    }
}
