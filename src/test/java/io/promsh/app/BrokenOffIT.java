package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.docker.ComposeVolume;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.target.prometheus.HttpPrometheus;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import io.promsh.testing.Undertaken;
import io.promsh.volume.copy.FolderCopy;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.plan.PlanWatcher;
import io.promsh.volume.rescue.BlockPut;
import io.promsh.volume.rescue.BroughtBack;
import io.promsh.volume.rescue.Find;
import io.promsh.volume.rescue.Finder;
import io.promsh.volume.rescue.Handle;
import io.promsh.volume.rescue.Merge;
import io.promsh.volume.rescue.MergeSurvey;
import io.promsh.volume.rescue.Merger;
import io.promsh.volume.rescue.Migration;
import io.promsh.volume.rescue.MigrationSurvey;
import io.promsh.volume.rescue.Migrator;
import io.promsh.volume.rescue.Repairs;
import io.promsh.volume.server.Servers;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
                        Throwable thrown = death.get();
                        if (!(thrown instanceof Passed)) {
                            throw thrown;
                        }
                    }
                    try {
                        return method.invoke(docker.engine(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private BroughtBack memory() {
        return BroughtBack.in(home, docker.engine().address());
    }

    private @Nullable Throwable rescueGrafana(int call, Supplier<? extends Throwable> death) {
        return rescue("grafana", call, death, () -> "");
    }

    private @Nullable Throwable rescue(
            String service, int call, Supplier<? extends Throwable> death, Supplier<String> after) {
        Migration migration = new MigrationSurvey(docker.engine()).survey(project.container(service));
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
                return after.get();
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
            List<String> done = new Repairs(docker.engine(), journal, memory()).repair();
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
        Failure failure =
                (Failure) Objects.requireNonNull(rescueGrafana(4, () -> Failure.unreachable("the engine is gone", "")));
        assertTrue(
                failure.detail().toString().contains("step 3 of 9"),
                failure.detail().toString());
        assertTrue(
                failure.detail().toString().contains("grafana is stopped"),
                failure.detail().toString());
        assertTrue(failure.detail().toString().contains("the next line that uses the engine does it"));
        new Repairs(docker.engine(), journal, memory()).repair();
        assertWhole();
        assertEquals(file, Files.readString(folder.resolve("docker-compose.yml")));
    }

    /** As Ctrl-C does, while the copy is written: the engine is there, and the way back is gone at once. */
    @Test
    @Order(1)
    void whatIsInterruptedGoesBackByItselfAndSaysNothingElse() throws IOException {
        boolean[] isOver = {false};
        Failure failure = (Failure) Objects.requireNonNull(rescueGrafana(4, () -> {
            boolean isFirst = !isOver[0];
            isOver[0] = true;
            return isFirst ? Failure.interrupted() : new Passed();
        }));
        String detail = failure.detail().toString();
        assertTrue(detail.contains("step 3 of 9"), detail);
        assertTrue(detail.contains("it is as it was before, and runs again"), detail);
        assertFalse(detail.contains("state now") || detail.contains("to go back"), detail);
        assertWhole();
        assertEquals(file, Files.readString(folder.resolve("docker-compose.yml")));
    }

    /** Lets a call pass that would have died. */
    private static final class Passed extends Error {
        private static final long serialVersionUID = 1L;
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
        return mounted("grafana", "/var/lib/grafana");
    }

    private String mounted(String service, String path) {
        return docker.engine()
                .container(project.container(service).id())
                .orElseThrow()
                .mountOf(path)
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
                "rescue prometheus --project " + project.name() + " --yes"));
        ProcessBuilder builder = new ProcessBuilder(call)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out").toFile());
        builder.environment().putAll(docker.environment());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_STATE_HOME");
        Process process = builder.start();
        BenchProject.await(
                "stopped service",
                () -> !process.isAlive() || Undertaken.phase(journals).matches("stop|copy|file"));
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        BenchProject.await("repair without anybody typing", () -> Undertaken.isNothing(journals));
        assertTrue(project.container("prometheus").isRunning(), "it runs");
        project.awaitReady();
        assertTrue(project.samples("up") >= 3, "what it held is there");
        PromshRun run = new PromshRun(home);
        docker.environment().forEach(run::with);
        run.run("-c", "rescue repair").exits(0).notes("nothing is left");
    }

    /** Samples that the running server has no longer, in a volume of their own. */
    private String lostSamples() {
        String source = project.name() + "-source";
        String old = project.container("prometheus").id();
        // As an older name of the project would have left it.
        docker.engine()
                .createVolume(Volume.Wish.named(source, new ComposeVolume("older", "grafana_data", "1").labels()));
        try (Handle handle = Handle.on(
                        docker.engine(), project.container("prometheus").imageId(), "test")
                .with(source, "/prometheus", false)
                .open()) {
            docker.engine().stop(old, Duration.ofSeconds(30));
            new FolderCopy(docker.engine()).copy(old, "/prometheus", handle.id(), bytes -> {});
        }
        // As a failed recreate leaves it.
        docker.engine().rename(old, "0123456789ab_" + project.name());
        assertTrue(new Finder(docker.engine(), false)
                .find().stream()
                        .anyMatch(find -> find.kind() == Find.Kind.LEFT_BEHIND
                                && find.next().equals("rescue merge 0123456789ab_" + project.name())));
        project.compose("rm", "-sf", "prometheus");
        docker.engine()
                .volume(project.name() + "_prometheus_data")
                .ifPresent(volume -> docker.engine().removeVolume(volume.name()));
        project.compose("up", "-d", "prometheus");
        project.awaitReady();
        return source;
    }

    @Test
    @Order(4)
    void aMergeThatIsKilledLeavesNothingHalf() {
        String source = lostSamples();
        Find found = new Finder(docker.engine())
                .find().stream()
                        .filter(find -> find.name().equals(source))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Find.Kind.OLDER_PROJECT, found.kind());
        assertTrue(found.samples() > 100, found.toString());
        Merge merge = new MergeSurvey(docker.engine())
                .survey(source, Optional.of(project.container("prometheus").name()));
        // The fifth changing call is behind the copy, the eighth would make a block whole.
        assertTrue(killed(merge, 5).get(0).contains("nothing was put"));
        assertEquals(Set.of(), blocks(merge));
        assertTrue(killed(merge, 8).get(0).contains("have been put"));
        assertEquals(1, blocks(merge).size());
        assertTrue(new BlockPut(docker.engine())
                .isThere(
                        merge.into().id(),
                        "/prometheus",
                        blocks(merge).iterator().next()));
    }

    @Test
    @Order(5)
    void whatARepairBringsToItsEndIsRememberedToo() {
        String before = mounted("prometheus", "/prometheus");
        Throwable killed = rescue("prometheus", Integer.MAX_VALUE, Killed::new, () -> {
            throw new Killed();
        });
        assertTrue(killed instanceof Killed, String.valueOf(killed));
        List<String> done = new Repairs(docker.engine(), journal, memory()).repair();
        assertTrue(done.toString().contains("to its end but for the proof"), done.toString());
        assertEquals(project.name() + "_prometheus_data", mounted("prometheus", "/prometheus"));
        Find left = new Finder(docker.engine(), false)
                .with(memory()).find().stream()
                        .filter(find -> find.name().equals(before))
                        .findFirst()
                        .orElseThrow();
        assertEquals("brought back", left.state());
    }

    private List<String> killed(Merge merge, int call) {
        JournalEntry entry = new JournalEntry(
                project.name() + "-merge-" + call,
                "merge",
                "",
                GONE,
                Map.of("engine", docker.engine().address()));
        PlanRun run = new PlanRun(merge.plan(), PlanWatcher.NONE);
        Servers servers = server -> HttpPrometheus.open(TargetSpec.open("bench", project.prometheus()));
        Merger merger = new Merger(dyingAt(call, Killed::new), servers, journal, run, merge, entry);
        assertThrows(Killed.class, merger::merge);
        List<String> done = new Repairs(docker.engine(), journal, memory()).repair();
        assertEquals(List.of(), journal.abandoned());
        assertEquals(Optional.empty(), docker.engine().volume("promsh-" + entry.id()));
        assertEquals(List.of(), docker.engine().containers(Map.of(ContainerWish.OWN_LABEL, entry.id())));
        return done;
    }

    private Set<String> blocks(Merge merge) {
        String listed = docker.engine()
                .exec(merge.into().id(), List.of("ls", "/prometheus"), Duration.ofSeconds(30))
                .out();
        return listed.lines().filter(name -> name.length() == 26).collect(Collectors.toSet());
    }
}
