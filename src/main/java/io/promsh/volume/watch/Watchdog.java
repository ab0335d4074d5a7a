package io.promsh.volume.watch;

import io.promsh.docker.ComposeService;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.rescue.BroughtBack;
import io.promsh.volume.rescue.Find;
import io.promsh.volume.rescue.Finder;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.server.Servers;
import io.promsh.volume.state.ServiceState;
import io.promsh.volume.state.StatePath;
import io.promsh.volume.state.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at what the guard cares for: storage, orphans, restarts, retention, history, backups. Changes nothing. */
public final class Watchdog {
    private final DockerEngine engine;
    private final Servers servers;
    private final Backups backups;
    private final Duration oldestBackup;
    private final Finder finder;

    /** A watchdog to which a backup older than {@code oldestBackup} is too old. */
    public Watchdog(DockerEngine engine, Servers servers, Backups backups, Duration oldestBackup) {
        this.engine = engine;
        this.servers = servers;
        this.backups = backups;
        this.oldestBackup = oldestBackup;
        this.finder = new Finder(engine, false);
    }

    private Watchdog(Watchdog like, BroughtBack known) {
        this.engine = like.engine;
        this.servers = like.servers;
        this.backups = like.backups;
        this.oldestBackup = like.oldestBackup;
        this.finder = like.finder.with(known);
    }

    /** Returns one that is not alarmed by what was brought back already. */
    public Watchdog with(BroughtBack known) {
        return new Watchdog(this, known);
    }

    /** Looks once. An engine or a server that does not answer is a finding too. */
    public Round look(Instant now) {
        List<Status> statuses = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        readings.add(new Reading(Gauge.LAST_RUN, Map.of(), now.getEpochSecond()));
        try {
            containers(now, statuses, readings);
            orphans(statuses, readings);
            readings.add(new Reading(Gauge.ENGINE_UP, Map.of(), 1));
        } catch (Failure e) {
            if (e.kind() == FailureKind.INTERRUPTED) {
                throw e;
            }
            readings.removeIf(reading -> reading.gauge() != Gauge.LAST_RUN);
            readings.add(new Reading(Gauge.ENGINE_UP, Map.of(), 0));
            statuses.clear();
            statuses.add(new Status("engine", engine.address(), false, e.message(), e.hint()));
        }
        return new Round(statuses, readings);
    }

    private void containers(Instant now, List<Status> statuses, List<Reading> readings) {
        for (Container container : engine.containers(Map.of())) {
            Optional<ComposeService> compose = container.compose().filter(found -> !found.isOneOff());
            boolean isOwn = container.labels().containsKey(ContainerWish.OWN_LABEL);
            Optional<ContainerDetail> detail =
                    compose.isEmpty() || isOwn ? Optional.empty() : engine.container(container.id());
            if (detail.isPresent()) {
                service(detail.get(), compose.get(), now, statuses, readings);
            }
        }
    }

    private void service(
            ContainerDetail container,
            ComposeService compose,
            Instant now,
            List<Status> statuses,
            List<Reading> readings) {
        Map<String, String> labels =
                Map.of("project", compose.project(), "service", compose.service(), "container", container.name());
        restart(container, labels, statuses, readings);
        for (StatePath path : ServiceState.of(container, engine::volume)) {
            storage(path, labels, statuses, readings);
            if (path.isKnown() && path.storage() == Storage.NAMED) {
                backup(path, labels, now, statuses, readings);
            }
        }
        if (container.state().isRunning()) {
            PrometheusContainer.of(container)
                    .ifPresent(
                            server -> new HistoryCheck(engine, servers).look(server, labels, now, statuses, readings));
        }
    }

    private static void restart(
            ContainerDetail container, Map<String, String> labels, List<Status> statuses, List<Reading> readings) {
        Optional<Instant> started = container.state().started();
        boolean runs = container.state().isRunning();
        readings.add(new Reading(Gauge.RUNNING, labels, runs ? 1 : 0));
        started.ifPresent(time -> readings.add(new Reading(Gauge.STARTED, labels, seconds(time))));
        container
                .summary()
                .created()
                .ifPresent(time -> readings.add(new Reading(Gauge.CREATED, labels, seconds(time))));
        String subject = labels.get("project") + " " + container.name();
        String words = runs
                ? "container " + container.id().substring(0, 12) + " runs since "
                        + started.map(time ->
                                        time.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse("?")
                : "does not run: " + container.state().status();
        statuses.add(new Status("restart", subject, runs, words, runs ? "" : "docker start " + container.name()));
    }

    private static void storage(
            StatePath path, Map<String, String> labels, List<Status> statuses, List<Reading> readings) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put("path", path.path());
        more.put("storage", path.storage().words());
        readings.add(new Reading(Gauge.PERSISTENT, more, path.storage().isPersistent() ? 1 : 0));
        statuses.add(new Status(
                "storage",
                labels.get("project") + " " + path.service() + " " + path.path(),
                path.storage().isPersistent(),
                "on " + path.on(),
                path.storage().isPersistent() ? "" : "rescue " + path.service()));
    }

    private void backup(
            StatePath path, Map<String, String> labels, Instant now, List<Status> statuses, List<Reading> readings) {
        Optional<Instant> last = backups.lastVerified(path.where());
        Map<String, String> more = new TreeMap<>(labels);
        more.put("volume", path.where());
        double age = last.map(time -> Duration.between(time, now).toMillis() / 1000.0)
                .orElse(Double.POSITIVE_INFINITY);
        readings.add(new Reading(Gauge.BACKUP_AGE, more, age));
        boolean isYoung = age <= oldestBackup.toSeconds();
        String words = last.isEmpty()
                ? "no verified backup"
                : isYoung
                        ? "verified backup is young enough"
                        : "verified backup is of " + last.get().truncatedTo(ChronoUnit.SECONDS);
        String next = isYoung ? "" : "volume backup " + path.where();
        statuses.add(new Status("backup", path.where(), isYoung, words, next));
    }

    private void orphans(List<Status> statuses, List<Reading> readings) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Find find : finder.find()) {
            if (find.kind() == Find.Kind.IN_DANGER) {
                continue;
            }
            if (find.isForgotten()) {
                counts.merge(find.service(), 1, Integer::sum);
            }
            String name = find.name().length() == 64 ? find.name().substring(0, 12) : find.name();
            String on = find.broughtBack()
                    .map(time -> " on " + time.truncatedTo(ChronoUnit.SECONDS))
                    .orElse("");
            String words = find.state() + on + ": " + find.service();
            statuses.add(new Status("orphans", name, !find.isForgotten(), words, find.next()));
        }
        counts.forEach((holds, count) -> readings.add(new Reading(Gauge.ORPHANS, Map.of("holds", holds), count)));
        if (counts.isEmpty()) {
            readings.add(new Reading(Gauge.ORPHANS, Map.of("holds", ""), 0));
        }
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
