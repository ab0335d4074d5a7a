package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.testing.DockerGate;
import io.promsh.testing.RealDocker;
import io.promsh.volume.archive.Tars;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that are killed in any phase, and an engine that dies half way: nothing stays paused, stopped or half. */
@Tag("integration")
class KilledBackupIT {
    private static final int MEGABYTES = 12;

    @TempDir
    Path home;

    private final RealDocker docker = RealDocker.shared();
    private final DockerEngine engine = docker.engine();
    private final String volume = RealDocker.unique("killed");
    private final String restored = volume + "-restored";
    private String service = "";
    private Path archive = Path.of("");

    @BeforeEach
    void start() {
        engine.createVolume(Volume.Wish.named(volume, Map.of()));
        service = engine.createContainer(new ContainerWish(
                        volume,
                        "busybox:latest",
                        List.of("sh", "-c"),
                        List.of("dd if=/dev/urandom of=/data/file bs=1M count=" + MEGABYTES
                                + "; echo ready; trap 'exit 0' TERM; while :; do sleep 0.1; done"),
                        "",
                        "none",
                        Map.of(),
                        Map.of(),
                        List.of())
                .withVolume(volume, "/data", false));
        engine.start(service);
        io.promsh.testing.BenchProject.await(
                "a filled volume", () -> engine.logs(service, 5).contains("ready"));
        archive = new Tars().file("folder/one", "1").file("folder/two", "2").gzip(home.resolve("b.tar.gz"));
    }

    @AfterEach
    void remove() {
        engine.removeContainer(service, true);
        engine.removeVolume(volume);
        engine.volume(restored).ifPresent(made -> engine.removeVolume(restored));
    }

    private PromshRun promsh(String address) {
        PromshRun run = new PromshRun(home).clock(java.time.Clock.systemUTC());
        return run.with("DOCKER_HOST", address).with("XDG_STATE_HOME", home.toString());
    }

    /** Runs a line in a process of its own until a request is held, and kills it there. */
    private void kill(DockerGate gate, String line) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path", ""),
                "io.promsh.app.Main",
                "-c",
                line));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(new File(home.toFile(), "log"));
        builder.environment().put("DOCKER_HOST", gate.address());
        builder.environment().put("XDG_STATE_HOME", home.toString());
        // Without setsid nobody stands beside it, and nothing is put right before we look.
        builder.environment()
                .put("PATH", Files.createDirectories(home.resolve("bin")).toString());
        Process process = builder.start();
        try {
            gate.awaitHeld();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private String state() {
        return engine.container(service).orElseThrow().state().status();
    }

    private List<String> left() throws IOException {
        List<String> left = new ArrayList<>();
        engine.containers(Map.of(ContainerWish.OWN_LABEL, "")).stream()
                .filter(one ->
                        one.mounts().stream().anyMatch(mount -> mount.name().startsWith(volume)))
                .forEach(one -> left.add("container " + one.name()));
        Path folder = home.resolve("promsh/backups");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> left.add("file " + file.getFileName()));
            }
        }
        return left;
    }

    @ParameterizedTest
    @CsvSource({
        "volume backup V,               GET .*/archive,      paused",
        "volume backup V,               POST .*/unpause,     paused",
        "volume backup V --stop,        POST .*/start,       exited",
        "volume restore F V-restored,   PUT .*/archive,      running",
        "volume restore F V --force V,  PUT .*/archive,      exited"
    })
    void aKilledRunIsPutRightByTheNext(String line, String request, String stateThen)
            throws IOException, InterruptedException {
        try (DockerGate gate = DockerGate.before(docker, home).holdAt(request)) {
            kill(gate, line.replace("V", volume).replace("F", archive.toString()));
            assertEquals(stateThen, state());
            boolean isForced = line.contains("--force");
            // The held request never reached the engine: the next run finds everything as it was left.
            gate.die();
            gate.revive();
            promsh(gate.address()).run("-c", "volume backups").notes("put right: ");
            assertEquals("running", state());
            List<String> left = left();
            left.removeIf(one -> isForced && one.startsWith("file " + volume));
            assertEquals(List.of(), left);
            assertTrue(engine.volume(restored).isEmpty(), "no half volume");
            assertFalse(promsh(gate.address()).run("-c", "volume backups").err().contains("put right"));
        }
    }

    @Test
    void anEngineThatDiesHalfWayLeavesNothingPaused() throws IOException {
        try (DockerGate gate = DockerGate.before(docker, home).dieIn("GET .*/archive", 4 << 20)) {
            PromshRun.Result broken = promsh(gate.address()).run("-c", "volume backup " + volume);
            assertTrue(broken.code() != 0, broken.out());
            assertTrue(broken.err().contains("docker unpause"), broken.err());
            assertEquals("paused", state());
            gate.revive();
            promsh(gate.address()).run("-c", "volume list").exits(0).notes("what was paused runs again");
            assertEquals("running", state());
            assertEquals(List.of(), left());
        }
    }
}
