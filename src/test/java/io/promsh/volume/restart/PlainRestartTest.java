package io.promsh.volume.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerDetail;
import io.promsh.failure.Failure;
import io.promsh.testing.FakeDocker;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.plan.PlanWatcher;
import io.promsh.volume.rescue.BroughtBack;
import io.promsh.volume.rescue.Repairs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainRestartTest {
    private static final ContainerDetail GRAFANA =
            FakeDocker.service("traffic", "grafana", "grafana/grafana", List.of());

    @TempDir
    Path folder;

    private JournalEntry entry(String process) {
        return new JournalEntry(
                "restart-1",
                "restart",
                "",
                process,
                Map.of("engine", new FakeDocker().address(), "container", GRAFANA.id(), "service", "grafana"));
    }

    private Failure failed(FakeDocker docker) {
        Journal journal = new Journal(folder);
        PlanRun run = new PlanRun(RestartPlans.other("grafana", GRAFANA.id(), List.of()), PlanWatcher.NONE);
        return assertThrows(
                Failure.class,
                () -> new PlainRestart(docker, journal, run)
                        .restart(GRAFANA, List.of(), Duration.ZERO, entry(Journal.thisProcess())));
    }

    private BroughtBack memory() {
        return BroughtBack.in(folder, "fake");
    }

    @Test
    void aRestartThatFailsSaysTheStateAndTheWayBack() {
        FakeDocker docker =
                new FakeDocker().with(GRAFANA).failAt("restart " + GRAFANA.name(), Failure.failed("no space left", ""));
        Failure failure = failed(docker);
        assertEquals("no space left", failure.message());
        assertTrue(failure.detail().contains("state now: grafana may be stopped; its data is where it was"));
        assertTrue(failure.detail().stream().anyMatch(line -> line.startsWith("to go back: docker start ")));
        assertEquals(List.of(), new Journal(folder).abandoned());
    }

    @Test
    void whatAKilledRestartLeftIsStarted() {
        Journal journal = new Journal(folder);
        FakeDocker docker = new FakeDocker().with(GRAFANA);
        docker.stop(GRAFANA.name(), Duration.ZERO);
        journal.write(entry("999999999@2001-01-01T00:00:00Z").at("restart"));
        List<String> done = new Repairs(docker, journal, memory()).repair();
        assertEquals(List.of("a restart of grafana was broken off: it was down and has been started"), done);
        assertTrue(docker.container(GRAFANA.name()).orElseThrow().state().isRunning());
        assertEquals(List.of(), journal.abandoned());
    }

    @Test
    void whatBelongsToAnotherEngineIsLeftAlone() {
        Journal journal = new Journal(folder);
        JournalEntry other = entry("").with("engine", "tcp://elsewhere").at("restart");
        journal.write(other);
        assertTrue(new Repairs(new FakeDocker().with(GRAFANA), journal, memory())
                .repair()
                .get(0)
                .contains("tcp://elsewhere"));
        assertEquals(List.of(other), journal.abandoned());
    }
}
