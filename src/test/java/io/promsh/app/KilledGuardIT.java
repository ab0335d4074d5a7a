package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.testing.BenchProject;
import io.promsh.testing.DockerGate;
import io.promsh.testing.RealDocker;
import io.promsh.testing.Undertaken;
import io.promsh.volume.copy.FolderCopy;
import io.promsh.volume.rescue.Handle;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The program killed with -9 in each phase of a restart, a rescue and a merge, with a request on its way to a real engine. The next
 * line that uses the engine, here a mere list, says what was broken off and what it is now; nothing stays stopped or half.
 */
@Tag("integration")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class KilledGuardIT {
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private Path folder;
    private Path home;
    private Path programs;
    private RealDocker docker;
    private DockerEngine engine;
    private BenchProject project;
    private String file;
    private String source;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectory(temporary.resolve("p"));
        home = Files.createDirectory(temporary.resolve("h"));
        docker = RealDocker.shared();
        engine = docker.engine();
        project = docker.project(folder, "safe");
        source = project.name() + "-source";
        programs = Files.createDirectory(temporary.resolve("bin"));
        // Without setsid nobody stands beside the program, and nothing is put right before we look.
        for (String program : List.of("docker", "docker-compose")) {
            for (String place : Objects.requireNonNull(System.getenv("PATH")).split(":", -1)) {
                Path found = Path.of(place, program);
                if (Files.isExecutable(found) && !Files.exists(programs.resolve(program))) {
                    Files.createSymbolicLink(programs.resolve(program), found);
                }
            }
        }
        Path compose = folder.resolve("docker-compose.yml");
        file = Files.readString(compose)
                .replace("      - grafana_data:/var/lib/grafana\n", "")
                .replace("  grafana_data:\n", "");
        Files.writeString(compose, file);
        project.compose("up", "-d", "grafana");
        engine.removeVolume(project.name() + "_grafana_data");
        project.awaitSamples("up", 3);
    }

    @AfterAll
    void stop() {
        if (project != null) {
            project.close();
            for (String left : List.of(source, project.name() + "_grafana_data")) {
                engine.volume(left).ifPresent(volume -> engine.removeVolume(left));
            }
        }
    }

    private PromshRun.Result promsh(String address, String line) {
        PromshRun run = new PromshRun(home).clock(Clock.systemUTC());
        docker.environment().forEach(run::with);
        return run.with("DOCKER_HOST", address).run("-c", line);
    }

    /** Runs a line in a process of its own until a request is held, kills it there, and returns what the next line says. */
    private String killed(String line, String request, String after) throws IOException, InterruptedException {
        try (DockerGate gate = DockerGate.before(docker, home).holdAt(request).after(after)) {
            return killed(line, gate, process -> gate.awaitHeld());
        }
    }

    /** The same, as soon as it has come to a phase; no request to the engine lets it come farther. */
    private String killedIn(String phase, String line) throws IOException, InterruptedException {
        try (DockerGate gate = DockerGate.before(docker, home).holdAt("").when(() -> isAt(phase))) {
            return killed(line, gate, process -> BenchProject.await(phase, () -> isAt(phase) || !process.isAlive()));
        }
    }

    private boolean isAt(String phase) {
        return Undertaken.phase(home.resolve(".local/state/promsh/undertakings"))
                .equals(phase);
    }

    @FunctionalInterface
    private interface Until {
        void await(Process process) throws InterruptedException;
    }

    private String killed(String line, DockerGate gate, Until until) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.promsh.app.Main",
                "-c",
                line));
        Path log = home.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(new File(log.toString()));
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_STATE_HOME");
        builder.environment().put("DOCKER_HOST", gate.address());
        Process process = builder.start();
        try {
            until.await(process);
        } catch (AssertionError e) {
            throw new AssertionError(Files.readString(log), e);
        } finally {
            process.destroyForcibly().waitFor();
        }
        // What was held never reaches the engine.
        gate.die();
        gate.revive();
        String said = promsh(gate.address(), "volume list").exits(0).err();
        promsh(gate.address(), "rescue repair").exits(0).notes("nothing is left to put right");
        return said;
    }

    private void assertNothingIsLeft() {
        assertTrue(project.container("prometheus").isRunning(), "it runs");
        assertTrue(project.container("grafana").isRunning(), "it runs");
        List<String> left = new ArrayList<>();
        engine.containers(Map.of(ContainerWish.OWN_LABEL, "")).forEach(one -> left.add(one.name()));
        engine.volumes().stream()
                .map(Volume::name)
                .filter(name -> name.startsWith("promsh-"))
                .forEach(left::add);
        assertEquals(List.of(), left);
    }

    private String listed(String path) {
        return engine.exec(project.container("prometheus").id(), List.of("ls", path), SILENCE)
                .out()
                .strip();
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({"POST .*/restart, ''", "GET .*/json, POST .*/restart", "POST .*/exec, POST .*/restart"})
    void aRestartThatIsKilledLeavesTheServiceRunning(String request, String after)
            throws IOException, InterruptedException {
        String line = "restart prometheus --yes --project " + project.name();
        String said = killed(line, request, after);
        assertTrue(said.contains("put right: a restart of prometheus was broken off: it runs"), said);
        assertNothingIsLeft();
        project.awaitReady();
        assertEquals("", listed("/prometheus/snapshots"), "the safety net is removed");
        assertTrue(project.samples("up") >= 3, "what it held is there");
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "POST .*/stop, '', stop: it is as it was before",
        "PUT .*/archive, '', 'copy: it is as it was before, and runs again'",
        "GET .*/archive, PUT .*/archive, 'copy: it is as it was before, and runs again'",
        "DELETE .*v=0, '', remove: it has been brought to its end",
        "POST .*/containers/create.*name=, DELETE .*v=0, up: it has been brought to its end"
    })
    void aRescueThatIsKilledGoesBackOrToItsEnd(String request, String after, String outcome)
            throws IOException, InterruptedException {
        String id = project.container("grafana").id();
        String said = killed("rescue grafana --yes --project " + project.name(), request, after);
        assertTrue(said.contains("put right: a rescue of grafana was broken off at " + outcome), said);
        assertNothingIsLeft();
        String volume = project.name() + "_grafana_data";
        if (outcome.contains("before")) {
            assertEquals(id, project.container("grafana").id());
            assertEquals(file, Files.readString(folder.resolve("docker-compose.yml")));
            assertTrue(engine.volume(volume).isEmpty(), "no half volume");
            return;
        }
        backToTheLayer();
    }

    @Test
    @Order(2)
    void aRescueThatIsKilledInItsProofSaysThatOnlyTheProofIsMissing() throws IOException, InterruptedException {
        String said = killedIn("proof", "rescue grafana --yes --project " + project.name());
        assertTrue(
                said.contains("put right: a rescue of grafana was broken off at proof: it has been brought to its end"
                        + " but for the proof, and runs on " + project.name() + "_grafana_data"),
                said);
        assertNothingIsLeft();
        backToTheLayer();
    }

    private void backToTheLayer() throws IOException {
        String volume = project.name() + "_grafana_data";
        assertEquals(volume, mounted("grafana", "/var/lib/grafana"));
        Files.writeString(folder.resolve("docker-compose.yml"), file);
        project.compose("up", "-d", "--no-deps", "grafana");
        engine.removeVolume(volume);
    }

    private String mounted(String service, String path) {
        return engine.container(project.container(service).id())
                .orElseThrow()
                .mountOf(path)
                .map(Mount::name)
                .orElse("");
    }

    /** What the server held goes into a volume beside it, and the server starts anew. */
    private void loseSamples() {
        engine.createVolume(Volume.Wish.named(source, Map.of()));
        String old = project.container("prometheus").id();
        try (Handle handle = Handle.on(engine, project.container("prometheus").imageId(), "test")
                .with(source, "/prometheus", false)
                .open()) {
            engine.stop(old, SILENCE);
            new FolderCopy(engine).copy(old, "/prometheus", handle.id(), bytes -> {});
        }
        project.compose("rm", "-sf", "prometheus");
        engine.removeVolume(project.name() + "_prometheus_data");
        project.compose("up", "-d", "prometheus");
        project.awaitReady();
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource({
        "PUT .*/archive, '', 'nothing was put; type it again', 0",
        "POST .*/start, '', 'nothing was put; type it again', 0",
        "PUT .*/archive, POST .*/start, the blocks that were missing have been put, 1"
    })
    void aMergeThatIsKilledPutsNothingHalf(String request, String after, String outcome, int blocks)
            throws IOException, InterruptedException {
        if (engine.volume(source).isEmpty()) {
            loseSamples();
        }
        String into = project.container("prometheus").name();
        String said = killed("rescue merge " + source + " --yes --into " + into, request, after);
        String what = "put right: a merge of " + source + " into prometheus was broken off: ";
        assertTrue(said.contains(what + outcome), said);
        assertNothingIsLeft();
        List<String> found = listed("/prometheus")
                .lines()
                .filter(name -> name.length() == 26)
                .toList();
        assertEquals(blocks, found.size(), found.toString());
        for (String block : found) {
            assertTrue(listed("/prometheus/" + block).contains("meta.json"), "whole");
        }
        assertTrue(engine.volume(source).isPresent(), "the source is kept");
    }

    @Test
    @Order(4)
    void aMergeThatIsKilledWhileItLoadsSaysThatAllIsPutAndIsRemembered() throws IOException, InterruptedException {
        String into = project.container("prometheus").name();
        String said = killedIn("load", "rescue merge " + source + " --yes --into " + into);
        assertTrue(
                said.contains("put right: a merge of " + source + " into prometheus was broken off when all of it had"
                        + " been put: the server finds it within a minute"),
                said);
        assertNothingIsLeft();
        try (DockerGate gate = DockerGate.before(docker, home)) {
            String listed =
                    promsh(gate.address(), "rescue list --quick").exits(0).out();
            assertTrue(
                    listed.lines().anyMatch(line -> line.startsWith("brought back") && line.contains(source)), listed);
            PromshRun.Result audit = promsh(gate.address(), "audit " + project.name() + " --min-severity none -o json");
            assertTrue(
                    audit.err().contains("note: volume " + source + " holds data of Prometheus that was brought back"),
                    audit.err());
            assertFalse(audit.out().contains(source), "and it is no finding");
        }
    }
}
