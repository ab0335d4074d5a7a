package io.promsh.docker.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.ExecResult;
import io.promsh.docker.Mount;
import io.promsh.docker.PathStat;
import io.promsh.docker.Volume;
import io.promsh.docker.VolumeUsage;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every question and order that promsh has for an engine, on a real one. */
@Tag("integration")
class HttpDockerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RealDocker docker = RealDocker.shared();
    private final DockerEngine engine = docker.engine();
    private final List<String> containers = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();

    @AfterEach
    void removeWhatWasMade() {
        containers.forEach(container -> engine.removeContainer(container, true));
        volumes.forEach(engine::removeVolume);
    }

    private String create(ContainerWish wish) {
        String id = engine.createContainer(wish);
        containers.add(id);
        return id;
    }

    private Volume volume(Map<String, String> labels) {
        Volume made = engine.createVolume(Volume.Wish.named(RealDocker.unique("engine"), labels));
        volumes.add(made.name());
        return made;
    }

    @Test
    void runsAContainerThroughItsLife() {
        String name = RealDocker.unique("life");
        Volume volume = volume(Map.of("promsh.test", name));
        String id = create(new ContainerWish(
                        name,
                        "busybox:latest",
                        List.of("sh", "-c"),
                        List.of("echo out; echo err >&2; trap 'exit 3' TERM; while :; do sleep 0.1; done"),
                        "",
                        "none",
                        Map.of("promsh.test", name),
                        Map.of(),
                        List.of())
                .withVolume(volume.name(), "/data", true));

        ContainerDetail made = engine.container(id).orElseThrow();
        assertEquals("created", made.state().status());
        Mount mount = made.mountOf("/data/deep/file").orElseThrow();
        assertEquals(List.of(volume.name(), "/data"), List.of(mount.name(), mount.destination()));
        assertFalse(mount.isWritable());
        assertTrue(made.mountOf("/database").isEmpty());

        engine.start(id);
        engine.start(id);
        assertEquals(1, engine.containers(Map.of("promsh.test", name)).size());
        BenchProject.await("a log", () -> engine.logs(id, 10).size() == 2);
        assertEquals(
                List.of("err", "out"), engine.logs(id, 10).stream().sorted().toList());

        ExecResult result = engine.exec(name, List.of("sh", "-c", "echo hello; echo no >&2; exit 7"), PATIENCE);
        assertEquals(new ExecResult(7, "hello\n", "no\n"), result);

        engine.pause(id);
        assertTrue(engine.container(id).orElseThrow().state().isPaused());
        engine.unpause(id);
        engine.restart(id, PATIENCE);
        assertTrue(engine.container(id).orElseThrow().state().isRunning());
        engine.rename(id, name + "-renamed");
        engine.stop(name + "-renamed", PATIENCE);
        engine.stop(id, PATIENCE);
        assertEquals(3, engine.container(id).orElseThrow().state().exitCode());
        engine.removeContainer(id, true);
        containers.clear();
        assertTrue(engine.container(id).isEmpty());
    }

    @Test
    void movesArchivesThroughAContainerThatNeverRuns() throws IOException {
        Volume volume = volume(Map.of());
        String id = create(ContainerWish.neverStarted("prom/prometheus:latest", "test")
                .withVolume(volume.name(), "/prometheus", false));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar, "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            TarArchiveEntry entry = new TarArchiveEntry("prometheus/a file");
            entry.setSize(5);
            entry.setIds(65534, 65534);
            entry.setMode(04640);
            out.putArchiveEntry(entry);
            out.write("hello".getBytes(UTF_8));
            out.closeArchiveEntry();
        }

        engine.writeArchive(id, "/", out -> tar.writeTo(out));

        PathStat stat = engine.stat(id, "/prometheus/a file").orElseThrow();
        assertEquals(5, stat.sizeBytes());
        assertEquals(04640, stat.mode());
        assertTrue(engine.stat(id, "/prometheus").orElseThrow().isFolder());
        assertTrue(engine.stat(id, "/prometheus/none").isEmpty());
        try (TarArchiveInputStream in = new TarArchiveInputStream(engine.readArchive(id, "/prometheus"), "UTF-8")) {
            assertEquals("prometheus/", in.getNextEntry().getName());
            TarArchiveEntry entry = in.getNextEntry();
            assertEquals("prometheus/a file", entry.getName());
            assertEquals(65534, entry.getLongUserId());
            assertEquals("hello", new String(in.readAllBytes(), UTF_8));
        }
        assertEquals(new VolumeUsage(5, 1), engine.volumeUsage().get(volume.name()));
    }

    /** Left early, 200 MB must not be read to their end: that is told by the engine's own speed, so no time is measured. */
    @Test
    void breaksAnArchiveOff() throws IOException {
        String id = create(ContainerWish.neverStarted("busybox:latest", "test")
                .running(List.of("sh", "-c"), List.of("dd if=/dev/zero of=/big bs=1M count=200; sleep 600")));
        engine.start(id);
        BenchProject.await("a big file", () -> engine.stat(id, "/big").isPresent());
        for (int i = 0; i < 20; i++) {
            try (InputStream archive = engine.readArchive(id, "/big")) {
                assertEquals(1 << 16, archive.readNBytes(1 << 16).length);
            }
        }
        assertTrue(engine.container(id).orElseThrow().state().isRunning());
    }

    @Test
    void endsAWaitFromAnotherThread() throws Exception {
        String id =
                create(ContainerWish.neverStarted("busybox:latest", "test").running(List.of("sleep"), List.of("600")));
        engine.start(id);
        DockerEngine own = HttpDocker.open(Map.of("DOCKER_HOST", docker.address()), "");
        List<Failure> failures = new ArrayList<>();
        Thread waiting = new Thread(() -> failures.add(
                assertThrows(Failure.class, () -> own.exec(id, List.of("sleep", "600"), Duration.ofMinutes(20)))));
        waiting.start();
        BenchProject.await(
                "a second sleep",
                () -> engine.exec(id, List.of("pidof", "sleep"), PATIENCE)
                        .out()
                        .strip()
                        .contains(" "));
        own.cancel();
        waiting.join(60_000);
        assertEquals(FailureKind.INTERRUPTED, failures.get(0).kind());
        assertTrue(own.container(id).isPresent(), "works on afterwards");
    }

    @Test
    void says404InTheEnginesWords() {
        assertTrue(engine.container("no-such").isEmpty());
        assertTrue(engine.volume("no-such").isEmpty());
        assertTrue(engine.volume("../no/such").isEmpty());
        assertTrue(engine.image("no/such:image").isEmpty());
        assertTrue(
                engine.image("prom/prometheus:latest").orElseThrow().volumes().contains("/prometheus"));
        Failure failure = assertThrows(Failure.class, () -> engine.start("no-such"));
        assertTrue(failure.message().contains("No such container: no-such"), failure.message());
    }

    @Test
    void asksAServerInAContainerWithoutANetwork() {
        String id = create(ContainerWish.neverStarted("prom/prometheus:latest", "test")
                .running(List.of(), List.of("--config.file=/dev/null", "--storage.tsdb.path=/prometheus")));
        engine.start(id);
        BenchProject.await("a ready Prometheus", () -> {
            try {
                return engine.http(id, 9090, "GET", "/-/ready").isGood();
            } catch (Failure notYet) {
                return false;
            }
        });
        assertEquals(
                500,
                engine.http(id, 9090, "POST", "/api/v1/admin/tsdb/snapshot").status());
        assertEquals(404, engine.http(id, 9090, "GET", "/nothing").status());
    }
}
