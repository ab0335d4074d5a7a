package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Mount;
import io.promsh.failure.Failure;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.plan.PlanWatcher;
import io.promsh.volume.rescue.Migration;
import io.promsh.volume.rescue.MigrationSurvey;
import io.promsh.volume.rescue.Migrator;
import io.promsh.volume.rescue.Repairs;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

/** A rescue that is killed, or whose engine dies, at each step: the next run leaves nothing stopped and nothing half. */
@Tag("integration")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class BrokenOffIT {
    private static final String GONE = "999999999@2001-01-01T00:00:00Z";
    private static final Set<String> CHANGING = Set.of(
            "createVolume", "createContainer", "writeArchive", "stop", "removeContainer", "removeVolume", "start");

    private Path folder;
    private Path home;
    private RealDocker docker;
    private BenchProject project;
    private Journal journal;
    private String file;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectory(temporary.resolve("project"));
        home = Files.createDirectory(temporary.resolve("home"));
        docker = RealDocker.shared();
        project = docker.project(folder, "incident");
        journal = new Journal(home.resolve("journal"));
        file = Files.readString(folder.resolve("docker-compose.yml"));
    }

    @AfterAll
    void stop() {
        List<String> volumes = new ArrayList<>();
        docker.engine().volumes().stream()
                .map(volume -> volume.name())
                .filter(name -> name.startsWith(project.name()))
                .forEach(volumes::add);
        project.close();
        volumes.stream()
                .filter(name -> docker.engine().volume(name).isPresent())
                .forEach(docker.engine()::removeVolume);
    }

    /** Dies like a process: from the call on nothing reaches the engine any more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private DockerEngine dyingAt(int call, Supplier<? extends Throwable> death) {
        int[] calls = {0};
        return (DockerEngine) Proxy.newProxyInstance(
                DockerEngine.class.getClassLoader(),
                new Class<?>[] {DockerEngine.class},
                (proxy, method, arguments) -> {
                    calls[0] += CHANGING.contains(method.getName()) ? 1 : 0;
                    if (calls[0] >= call && !method.getName().equals("address")) {
                        throw death.get();
                    }
                    try {
                        return method.invoke(docker.engine(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Throwable rescueGrafana(int call, Supplier<? extends Throwable> death) {
        Migration migration = new MigrationSurvey(docker.engine()).survey(project.container("grafana"));
        JournalEntry entry = new JournalEntry(
                "migrate-" + call,
                "migrate",
                "",
                GONE,
                Map.of("engine", docker.engine().address()));
        PlanRun run = new PlanRun(migration.plan(), PlanWatcher.NONE);
        Migrator migrator = new Migrator(dyingAt(call, death), journal, run, migration, entry);
        Migrator.Proof none = new Migrator.Proof() {
            @Override
            public void before(ContainerDetail container) {}

            @Override
            public String after(ContainerDetail container) {
                return "";
            }
        };
        try {
            migrator.migrate(none);
            return null;
        } catch (Killed | Failure e) {
            return e;
        }
    }

    @Test
    @Order(3)
    void killedAtEachCallItIsPutRightByTheNextRun() throws IOException {
        String before = docker.engine()
                .container(project.container("grafana").id())
                .orElseThrow()
                .id();
        file = Files.readString(folder.resolve("docker-compose.yml"));
        int call = 1;
        int back = 0;
        while (rescueGrafana(call++, Killed::new) != null) {
            List<String> done = new Repairs(docker.engine(), journal).repair();
            assertEquals(1, done.size(), done.toString());
            assertWhole();
            if (!project.container("grafana").id().equals(before)) {
                assertTrue(done.get(0).contains("brought to its end"), done.toString());
                assertOnVolume();
                assertTrue(back >= 6, back + " kills before the old container was removed");
                return;
            }
            assertTrue(done.get(0).contains("as it was before"), done.toString());
            assertEquals(file, Files.readString(folder.resolve("docker-compose.yml")));
            assertEquals("", volume(), "still on its own layer");
            back++;
        }
        throw new AssertionError("no kill fell behind the removal");
    }

    @Test
    @Order(1)
    void anEngineThatDiesHalfWayIsToldAndTheNextRunPutsItRight() throws IOException {
        // The fourth changing call writes the copy; the service is stopped then.
        Failure failure = (Failure) rescueGrafana(4, () -> Failure.unreachable("the engine is gone", ""));
        assertTrue(
                failure.detail().toString().contains("step 3 of 9"),
                failure.detail().toString());
        assertTrue(
                failure.detail().toString().contains("grafana is stopped"),
                failure.detail().toString());
        assertTrue(failure.detail().toString().contains("the next rescue or restart does it"));
        new Repairs(docker.engine(), journal).repair();
        assertWhole();
        assertEquals(file, Files.readString(folder.resolve("docker-compose.yml")));
    }

    private void assertWhole() {
        assertTrue(project.container("grafana").isRunning(), "it runs");
        assertEquals(List.of(), journal.abandoned());
        assertTrue(
                docker.engine().containers(Map.of()).stream()
                        .noneMatch(container -> container
                                .labels()
                                .getOrDefault(ContainerWish.OWN_LABEL, "")
                                .startsWith("migrate-")),
                "no handle is left");
    }

    private void assertOnVolume() {
        assertEquals(project.name() + "_grafana_data", volume());
    }

    private String volume() {
        return docker.engine()
                .container(project.container("grafana").id())
                .orElseThrow()
                .mountOf("/var/lib/grafana")
                .map(Mount::name)
                .orElse("");
    }

    /** The whole program, killed by the system while it copies or wherever it has come to. */
    @Test
    @Order(2)
    void theProgramKilledIsPutRightWithoutAnybodyTyping() throws Exception {
        project.awaitSamples("up", 3);
        Path journals = home.resolve(".local/state/promsh/undertakings");
        List<String> call = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.promsh.app.Main",
                "-c",
                "rescue prometheus --project " + project.name() + " --force prometheus"));
        ProcessBuilder builder = new ProcessBuilder(call)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out").toFile());
        builder.environment().putAll(docker.environment());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_STATE_HOME");
        Process process = builder.start();
        BenchProject.await(
                "stopped service", () -> !process.isAlive() || phase(journals).matches("stop|copy|file"));
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        BenchProject.await("repair without anybody typing", () -> isEmpty(journals));
        assertTrue(project.container("prometheus").isRunning(), "it runs");
        project.awaitReady();
        assertTrue(project.samples("up") >= 3, "what it held is there");
        PromshRun run = new PromshRun(home);
        docker.environment().forEach(run::with);
        run.run("-c", "rescue repair").exits(0).notes("nothing was left");
    }

    private static boolean isEmpty(Path journals) {
        try (Stream<Path> files = Files.list(journals)) {
            return files.noneMatch(file -> file.toString().endsWith(".journal"));
        } catch (IOException e) {
            return false;
        }
    }

    private static String phase(Path journals) {
        try (Stream<Path> files = Files.list(journals)) {
            for (Path entry :
                    files.filter(path -> path.toString().endsWith(".journal")).toList()) {
                for (String line : Files.readAllLines(entry)) {
                    if (line.startsWith("phase=")) {
                        return line.substring("phase=".length());
                    }
                }
            }
        } catch (IOException e) {
            // Not there yet, or replaced just now.
        }
        return "";
    }
}
