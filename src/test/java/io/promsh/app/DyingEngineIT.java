package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerWish;
import io.promsh.docker.Volume;
import io.promsh.testing.BenchProject;
import io.promsh.testing.DockerGate;
import io.promsh.testing.RealDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine whose process is killed half way, and with it every container: what runs says so and what state things are in; when the
 * engine is back, the next line puts them right.
 */
@Tag("integration")
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DyingEngineIT {
    private Path home;
    private RealDocker docker;
    private BenchProject project;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        home = Files.createDirectory(temporary.resolve("h"));
        docker = RealDocker.own();
        project = docker.project(Files.createDirectory(temporary.resolve("p")), "incident");
        project.awaitSamples("up", 3);
    }

    @AfterAll
    void stop() {
        if (project != null) {
            project.close();
            docker.engine().volumes().forEach(volume -> docker.engine().removeVolume(volume.name()));
        }
    }

    private PromshRun.Result promsh(String address, String line) {
        PromshRun run = new PromshRun(home).clock(Clock.systemUTC());
        docker.environment().forEach(run::with);
        return run.with("DOCKER_HOST", address).run("-c", line);
    }

    /** Runs a line, kills the engine while a request is on its way, and returns what the line said in the end. */
    private PromshRun.Result dying(DockerGate gate, String line) throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<PromshRun.Result> running = pool.submit(() -> promsh(gate.address(), line));
            gate.awaitHeld();
            docker.kill();
            gate.release();
            PromshRun.Result result = running.get(120, TimeUnit.SECONDS);
            assertNotEquals(0, result.code(), result.out());
            return result;
        } finally {
            pool.shutdownNow();
            docker.revive();
        }
    }

    /** The engine took every container down with it; what is ours is to put right what the line had in its hands. */
    private String putRight(DockerGate gate) {
        String said = promsh(gate.address(), "volume list").exits(0).err();
        assertTrue(said.contains("put right: "), said);
        assertEquals(List.of(), docker.engine().containers(Map.of(ContainerWish.OWN_LABEL, "")), "no handle is left");
        return said;
    }

    @Test
    void aRestartSaysThatNobodyKnowsAndTheNextLineStartsIt() throws Exception {
        long held = project.samples("up");
        try (DockerGate gate = DockerGate.before(docker, home).holdAt("POST .*/restart")) {
            dying(gate, "restart prometheus --yes --project " + project.name())
                    .notes("step 4 of 7")
                    .notes("state now: ")
                    .notes("whether it runs is not known")
                    .notes("the next restart or rescue starts it")
                    .isSilentOn("TLS");
            assertTrue(putRight(gate)
                    .contains("a restart of prometheus was broken off: it was down and has been started"));
        }
        assertTrue(project.container("prometheus").isRunning());
        project.compose("start");
        project.awaitReady();
        assertTrue(project.samples("up") >= held, "nothing is lost");
    }

    @Test
    void aBackupLeavesNothingPausedOrStopped() throws Exception {
        String volume = project.container("prometheus").mounts().stream()
                .filter(mount -> !mount.name().isEmpty())
                .findFirst()
                .orElseThrow()
                .name();
        try (DockerGate gate =
                DockerGate.before(docker, home).holdAt("GET .*/archive").after("POST .*/pause")) {
            dying(gate, "volume backup " + volume).notes("docker unpause");
            assertTrue(putRight(gate).contains("what was paused runs again"));
        }
        assertTrue(project.container("prometheus").isRunning());
        project.compose("start");
        project.awaitReady();
    }

    @Test
    void aMergeIsBroughtToItsEnd() throws Exception {
        String source = project.container("prometheus").mounts().stream()
                .filter(mount -> !mount.name().isEmpty())
                .findFirst()
                .orElseThrow()
                .name();
        long held = project.samples("up");
        project.compose("rm", "-sf", "prometheus");
        project.compose("up", "-d");
        project.awaitReady();
        try (DockerGate gate =
                DockerGate.before(docker, home).holdAt("PUT .*/archive").after("POST .*/start")) {
            String into = project.container("prometheus").name();
            dying(gate, "rescue merge " + source + " --yes --into " + into)
                    .notes("step 5 of 6")
                    .notes("prometheus runs as before; a half block is not read");
            String said = putRight(gate);
            assertTrue(
                    said.contains("the blocks that were missing have been put; it does not run: docker start " + into),
                    said);
        }
        project.compose("start");
        project.awaitReady();
        assertTrue(project.samples("up") >= held, "what the old volume held is there");
        assertEquals(
                List.of(),
                docker.engine().volumes().stream()
                        .map(Volume::name)
                        .filter(name -> name.startsWith("promsh-"))
                        .toList());
    }
}
