package io.promsh.volume.restart;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.server.Uptime;
import io.promsh.volume.state.StatePath;
import java.time.Duration;
import java.util.List;

/** Restarts a service that is no Prometheus along its plan: it runs, and its data is where it was. */
public final class PlainRestart {
    private static final Duration RUNNING_WITHIN = Duration.ofMinutes(3);
    private static final Duration LEAST_GRACE = Duration.ofSeconds(60);

    private final DockerEngine engine;
    private final Journal journal;
    private final PlanRun run;

    /** A restart that has not begun. */
    public PlainRestart(DockerEngine engine, Journal journal, PlanRun run) {
        this.engine = engine;
        this.journal = journal;
        this.run = run;
    }

    /** Does it; {@code asked} is the grace that the project asks for, {@code entry} names the container. */
    public RestartReport restart(ContainerDetail container, List<StatePath> state, Duration asked, JournalEntry entry) {
        try {
            RestartReport report = steps(container, state, asked, entry);
            journal.close(entry);
            return report;
        } catch (Failure failure) {
            throw Aftercare.of(engine, journal, entry, failure);
        }
    }

    private RestartReport steps(ContainerDetail container, List<StatePath> state, Duration asked, JournalEntry entry) {
        String service = container.summary().displayName();
        Duration grace = asked.compareTo(LEAST_GRACE) > 0 ? asked : LEAST_GRACE;
        long began = System.nanoTime();
        run.step("restart", () -> {
            journal.write(entry.at("restart"));
            engine.restart(container.id(), grace);
            return "restarted, with up to " + grace.toSeconds() + " s to end by itself";
        });
        run.step("running", () -> Uptime.await(engine, container.id(), service, RUNNING_WITHIN));
        double seconds = (System.nanoTime() - began) / 1e9;
        run.step("state", () -> state(container, state));
        return new RestartReport(service, container.id(), seconds, -1, List.of(), List.of(), List.of());
    }

    private String state(ContainerDetail container, List<StatePath> state) {
        for (StatePath path : state) {
            if (engine.stat(container.id(), path.path()).isEmpty()) {
                throw Failure.failed(path.path() + " is not there any more", "rescue list finds where it may be");
            }
        }
        return state.isEmpty() ? "none is known" : state.size() == 1 ? "1 path" : state.size() + " paths";
    }
}
