package io.promsh.volume.restart;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.ExecResult;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import io.promsh.target.MetricsTarget;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.proof.Answering;
import io.promsh.volume.proof.Fingerprint;
import io.promsh.volume.proof.Freshness;
import io.promsh.volume.proof.Gap;
import io.promsh.volume.proof.GapTable;
import io.promsh.volume.server.Holding;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.server.Readiness;
import io.promsh.volume.server.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Restarts a Prometheus along its plan. */
public final class PrometheusRestart {
    private static final Duration READY_WITHIN = Duration.ofMinutes(30);
    private static final Duration SAMPLES_WITHIN = Duration.ofMinutes(3);
    private static final Duration PROMTOOL_SILENCE = Duration.ofSeconds(60);
    private static final Duration BEFORE = Duration.ofMinutes(3);

    private final DockerEngine engine;
    private final Servers servers;
    private final Journal journal;
    private final PlanRun run;
    private final List<String> remarks = new ArrayList<>();
    private JournalEntry entry;

    /** A restart that has not begun; {@code entry} names the container. */
    public PrometheusRestart(DockerEngine engine, Servers servers, Journal journal, PlanRun run, JournalEntry entry) {
        this.engine = engine;
        this.servers = servers;
        this.journal = journal;
        this.run = run;
        this.entry = entry;
    }

    /**
     * Does it.
     *
     * @param backup a verified backup that counts as the safety net, in words
     * @param asked the grace that the project asks for
     */
    public RestartReport restart(PrometheusContainer server, Optional<String> backup, Duration asked) {
        try {
            RestartReport report = steps(server, backup, asked);
            journal.close(entry);
            return report;
        } catch (Failure failure) {
            throw Aftercare.of(engine, journal, entry, failure);
        }
    }

    private RestartReport steps(PrometheusContainer server, Optional<String> backup, Duration asked) {
        MetricsTarget target = servers.of(server);
        run.step("config", () -> checkConfig(server));
        Holding holding = Holding.of(target);
        List<String> snapshot = new ArrayList<>();
        Optional<MetricsTarget> admin = Optional.of(target).filter(one -> holding.hasAdmin());
        run.step("net", () -> net(server, admin, backup, snapshot));
        List<Labels> targets = Freshness.targets(target);
        Instant now = Answering.clock(target);
        Duration held = holding.retention().minus(Duration.ofHours(2));
        Duration window = held.isNegative() || held.isZero() ? holding.retention() : held;
        List<Fingerprint> before = new ArrayList<>();
        run.step("fingerprint", () -> {
            before.add(Fingerprint.take(target, now.minus(Fingerprint.SETTLED), window));
            return before.get(0).allSamples() + " samples held";
        });
        Instant[] stopped = new Instant[1];
        long began = System.nanoTime();
        run.step("restart", () -> restart(server, target, asked, stopped));
        Readiness readiness = new Readiness(engine, run::progress);
        run.step("ready", () -> {
            readiness.awaitReady(server, READY_WITHIN);
            return "ready";
        });
        double seconds = (System.nanoTime() - began) / 1e9;
        Instant started = later(stopped[0], started(server));
        List<Labels> silent = new ArrayList<>();
        run.step("samples", () -> {
            silent.addAll(readiness.awaitSamples(target, targets, started, SAMPLES_WITHIN));
            return (targets.size() - silent.size()) + " of " + targets.size() + " targets";
        });
        run.step("compare", () -> compare(before.get(0), target, window));
        List<Gap> gaps = GapTable.read(target, new TimeRange(stopped[0].minus(BEFORE), Answering.clock(target)));
        snapshot.forEach(folder -> SafetyNet.remove(engine, server, folder)
                .ifPresent(typed -> remarks.add("the snapshot is still there, remove it with: " + typed)));
        return new RestartReport(
                server.service(), server.id(), seconds, before.get(0).allSamples(), silent, gaps, remarks);
    }

    private String checkConfig(PrometheusContainer server) {
        ExecResult result;
        try {
            List<String> call = List.of("promtool", "check", "config", server.configFile());
            result = engine.exec(server.id(), call, PROMTOOL_SILENCE);
        } catch (Failure e) {
            if (e.kind() == FailureKind.INTERRUPTED || e.kind() == FailureKind.UNREACHABLE) {
                throw e;
            }
            return noPromtool();
        }
        if (result.exitCode() == 126 || result.exitCode() == 127) {
            return noPromtool();
        }
        if (!result.isGood()) {
            throw Failure.of(
                            FailureKind.REFUSED,
                            "the configuration on disk is not valid: the server would not come up again",
                            "correct " + server.configFile() + " first")
                    .withDetail((result.out() + "\n" + result.err())
                            .lines()
                            .filter(line -> !line.isBlank())
                            .limit(8)
                            .toList());
        }
        return "valid";
    }

    private String noPromtool() {
        remarks.add("the configuration was not checked: there is no promtool in the image");
        return "not checked: no promtool in the image";
    }

    private String net(
            PrometheusContainer server, Optional<MetricsTarget> admin, Optional<String> backup, List<String> snapshot) {
        if (backup.isPresent()) {
            return backup.get();
        }
        if (admin.isPresent()) {
            snapshot.add(SafetyNet.snapshot(admin.get(), server));
            entry = entry.at("net").with("snapshot", snapshot.get(0));
            journal.write(entry);
            return "snapshot " + snapshot.get(0);
        }
        remarks.add("there was no safety net: no verified backup, and the administration interface is off");
        return "none: no verified backup, and the administration interface is off";
    }

    private String restart(PrometheusContainer server, MetricsTarget target, Duration asked, Instant[] stopped) {
        Duration grace = Grace.forLog(Grace.logBytes(engine, server), asked);
        entry = entry.at("restart");
        journal.write(entry);
        stopped[0] = Answering.clock(target);
        engine.restart(server.id(), grace);
        return "restarted, with up to " + grace.toSeconds() + " s to end by itself";
    }

    private Instant started(PrometheusContainer server) {
        return engine.container(server.id())
                .flatMap(detail -> detail.state().started())
                .orElse(Instant.EPOCH);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static String compare(Fingerprint before, MetricsTarget target, Duration held) {
        Fingerprint after = Fingerprint.take(target, before.at(), held);
        List<String> differences = before.differences(after);
        if (!differences.isEmpty()) {
            throw Failure.failed(
                            "the server does not hold what it held before",
                            "rescue list finds where the rest is; its log says whether blocks were dropped")
                    .withDetail(differences.subList(0, Math.min(6, differences.size())));
        }
        return before.allSamples() + " samples, as before";
    }
}
