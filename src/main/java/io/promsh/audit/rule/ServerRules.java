package io.promsh.audit.rule;

import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.live.FolderNames;
import io.promsh.audit.live.LiveServer;
import io.promsh.audit.live.LiveSpot;
import io.promsh.audit.live.RunningProject;
import io.promsh.docker.Volume;
import io.promsh.model.QueryResult.Element;
import io.promsh.text.HumanBytes;
import io.promsh.text.HumanNumbers;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** TSD, by the server's flags and metrics. */
final class ServerRules {
    private static final double DAY = 86_400;
    private static final double USUAL_BYTES = 2;
    private static final String APPENDED = "sum(rate(prometheus_tsdb_head_samples_appended_total[1h]))";
    private static final String BYTES_A_SAMPLE = "sum(rate(prometheus_tsdb_compaction_chunk_size_bytes_sum[1d]))"
            + " / sum(rate(prometheus_tsdb_compaction_chunk_samples_sum[1d]))";
    private static final String DAMAGE =
            "{__name__=~\"prometheus_tsdb_(wal_corruptions|compactions_failed|reloads_failures)"
                    + "_total\"} > 0 or prometheus_config_last_reload_successful == 0";

    private ServerRules() {}

    static void retention(LiveServer server, Optional<RunningProject> running, Judgement out) {
        String size = server.flag("storage.tsdb.retention.size");
        boolean hasSize = !size.isEmpty() && !size.matches("0[A-Za-z]*");
        if (server.retentionSet().isEmpty() && !hasSize) {
            out.found(
                    server.subject(),
                    server.subject(),
                    "no retention is set: 15 days",
                    out.advice(),
                    Evidence.of(server.name(), "flag storage.tsdb.retention.time"));
        }
        OptionalDouble bytes = ByteText.parse(size);
        OptionalDouble disk = hasSize ? disk(server, running, false) : OptionalDouble.empty();
        if (hasSize && bytes.isPresent() && disk.isPresent() && bytes.getAsDouble() > disk.getAsDouble()) {
            out.found(
                    server.subject() + " size",
                    server.subject(),
                    "retention.size is " + size + ", the disk has " + HumanBytes.of(disk.getAsDouble()),
                    out.advice(),
                    Evidence.of(server.name(), "flag storage.tsdb.retention.size"));
        }
    }

    /** The disk that the TSDB is on: asked here where the engine is, else of a node exporter. */
    private static OptionalDouble disk(LiveServer server, Optional<RunningProject> running, boolean isFree) {
        Optional<Path> folder = tsdbFolder(running);
        if (folder.isEmpty()) {
            String metric = isFree ? "node_filesystem_avail_bytes" : "node_filesystem_size_bytes";
            return server.number("min(" + metric + "{mountpoint=\"/\"})");
        }
        try {
            FileStore store = Files.getFileStore(folder.get());
            return OptionalDouble.of((double) (isFree ? store.getUsableSpace() : store.getTotalSpace()));
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    private static Optional<Path> tsdbFolder(Optional<RunningProject> running) {
        return running.filter(project -> project.engine().isLocal())
                .flatMap(project -> LiveSpot.of(project.running()).stream()
                        .filter(spot -> spot.kind().name().equals("Prometheus"))
                        .flatMap(spot -> spot.mount().flatMap(mount -> FolderNames.local(mount, spot.path())).stream())
                        .findFirst());
    }

    static void adminInterface(LiveServer server, Judgement out) {
        if (!server.flag("web.enable-admin-api").equals("true")) {
            out.found(
                    server.subject(),
                    server.subject(),
                    "the admin interface is off: no consistent snapshot",
                    out.advice(),
                    Evidence.of(server.name(), "flag web.enable-admin-api"));
        }
    }

    static void diskFull(LiveServer server, Optional<RunningProject> running, Instant now, Judgement out) {
        OptionalDouble rate = server.number(APPENDED);
        OptionalDouble lowest = server.number("min(prometheus_tsdb_lowest_timestamp_seconds)");
        if (rate.isEmpty() || lowest.isEmpty()) {
            out.unknown("the server does not scrape itself: how fast it grows is not known");
            return;
        }
        OptionalDouble free = disk(server, running, true);
        if (free.isEmpty()) {
            out.unknown(
                    "how much room the disk has is not known: the engine is not here, and no node exporter tells it");
            return;
        }
        double bytes = server.number(BYTES_A_SAMPLE).orElse(USUAL_BYTES);
        double wal =
                server.number("sum(prometheus_tsdb_wal_storage_size_bytes)").orElse(0);
        double age = Math.max(0, now.getEpochSecond() - lowest.getAsDouble());
        double missing = (server.retention().toSeconds() - age) / DAY;
        double growth = rate.getAsDouble() * bytes * DAY;
        double days = growth > 0 ? Math.max(0, free.getAsDouble() - wal) / growth : Double.MAX_VALUE;
        if (missing > 0 && days < missing) {
            out.found(
                    server.subject(),
                    server.subject(),
                    "the disk is full in " + HumanNumbers.value(Math.round(days * 10) / 10.0)
                            + " days, the retention needs " + HumanNumbers.value(Math.ceil(missing)) + " more",
                    out.advice(),
                    Evidence.of(
                            server.name(),
                            HumanBytes.of(free.getAsDouble()) + " free, " + HumanBytes.of(growth) + " a day"));
        }
    }

    static void damage(LiveServer server, Judgement out) {
        if (server.number("count(prometheus_tsdb_head_series)").isEmpty()) {
            out.unknown("the server does not scrape itself: its own failures are not known");
            return;
        }
        for (Element element : server.vector(DAMAGE)) {
            String metric = element.labels().get("__name__");
            String says = metric.equals("prometheus_config_last_reload_successful")
                    ? "the last reload of the configuration failed: the running one is older than the file"
                    : metric + " is " + HumanNumbers.value(element.value());
            out.found(
                    metric + element.labels().get("instance"),
                    server.subject(),
                    says,
                    out.advice(),
                    Evidence.of(
                            server.name(), metric + " of " + element.labels().get("instance")));
        }
    }

    static void leftovers(RunningProject project, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(project.running())) {
            if (!spot.kind().name().equals("Prometheus")) {
                continue;
            }
            Optional<List<String>> names = FolderNames.in(project.engine(), spot.container(), spot.path());
            if (names.isEmpty()) {
                out.unknownInPart("the data folder of " + spot.service() + " cannot be listed");
                continue;
            }
            List<String> snapshots = FolderNames.in(project.engine(), spot.container(), spot.path() + "/snapshots")
                    .orElse(List.of());
            for (String snapshot : snapshots) {
                leftover(spot, "snapshots/" + snapshot, out);
            }
            names.get().stream()
                    .filter(name -> name.contains(".tmp-for-") || name.endsWith(".tmp"))
                    .forEach(name -> leftover(spot, name, out));
        }
    }

    private static void leftover(LiveSpot spot, String name, Judgement out) {
        String size = spot.mount()
                .flatMap(mount -> FolderNames.local(mount, spot.path() + "/" + name))
                .map(folder -> ", " + HumanBytes.of(bytesBelow(folder)))
                .orElse("");
        out.found(
                spot.service() + name,
                spot.service(),
                name + " is left in the data folder" + size,
                Fix.of("when no backup runs: docker exec " + spot.container().name() + " rm -r " + spot.path() + "/"
                        + name),
                Evidence.of(VolumeRunningRules.container(spot.container()), spot.path() + "/" + name));
    }

    private static double bytesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToDouble(
                            file -> Files.isRegularFile(file) ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    static void lateStart(LiveServer server, RunningProject project, Instant now, Judgement out) {
        OptionalDouble lowest = server.number("min(prometheus_tsdb_lowest_timestamp_seconds)");
        Optional<Instant> oldest = oldest(project);
        if (lowest.isEmpty() || oldest.isEmpty()) {
            out.unknown("since when the server has metrics, or the project exists, is not known");
            return;
        }
        Instant start = Instant.ofEpochSecond((long) lowest.getAsDouble());
        Instant due = now.minus(server.retention());
        Instant expected = oldest.get().isAfter(due) ? oldest.get() : due;
        // Prometheus starts within minutes of its project; blocks are cut by two hours.
        if (Duration.between(expected, start).compareTo(Duration.ofHours(3)) > 0) {
            out.found(
                    server.subject(),
                    server.subject(),
                    "metrics begin at " + start + ", the project is there since " + oldest.get() + ": was state lost?",
                    out.advice(),
                    Evidence.of(server.name(), "prometheus_tsdb_lowest_timestamp_seconds"));
        }
    }

    private static Optional<Instant> oldest(RunningProject project) {
        Stream<Instant> containers = project.containers().stream().flatMap(one -> one.summary().created().stream());
        Stream<Instant> volumes = project.volumes().stream()
                .filter(volume -> volume.compose()
                        .filter(made -> made.project().equals(project.name()))
                        .isPresent())
                .map(Volume::created)
                .flatMap(Optional::stream);
        return Stream.concat(containers, volumes).min(Instant::compareTo);
    }
}
