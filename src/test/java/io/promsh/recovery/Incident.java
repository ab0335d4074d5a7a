package io.promsh.recovery;

import io.promsh.fetch.LimitStore;
import io.promsh.fetch.Progress;
import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A local server that lost an hour of ten, and a cloud that has all of it, with a label more and bounds spelt otherwise. */
final class Incident {
    static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");
    static final Instant LOST_FROM = Instant.parse("2025-08-03T10:10:20Z");
    static final Instant LOST_TO = Instant.parse("2025-08-03T11:10:05Z");
    static final int SERIES = 2;

    final Map<String, FolderTarget> targets = new HashMap<>();
    final Path home;
    final Path local;
    final Path cloud;

    Incident(Path home) throws IOException {
        this.home = home;
        local = history("local", false, time -> time.isBefore(LOST_FROM) || !time.isBefore(LOST_TO));
        cloud = history("cloud", true, time -> true);
        targets.put("local", new FolderTarget("local", local));
        targets.put("cloud", new FolderTarget("cloud", cloud));
    }

    Path history(String name, boolean isCloud, Predicate<Instant> isKept) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        Files.createDirectories(folder.resolve("wal"));
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.usual(NOW.plus(Duration.ofDays(9))), NOW)) {
            for (int i = 0; i < SERIES; i++) {
                Labels labels = isCloud
                        ? Labels.of("__name__", "speed_bucket", "cluster", "eu", "lane", "" + i, "le", "1")
                        : Labels.of("__name__", "speed_bucket", "lane", "" + i, "le", "1.0");
                int series = builder.series(labels);
                for (Instant at = NOW.minus(Duration.ofHours(10)); at.isBefore(NOW); at = at.plusSeconds(15)) {
                    if (isKept.test(at)) {
                        builder.append(series, at.toEpochMilli() + i, at.getEpochSecond() * 0.5 + i);
                    }
                }
            }
            builder.finish();
        }
        return folder;
    }

    Workshop workshop() {
        return new Workshop(
                home.resolve("recoveries"),
                Clock.fixed(NOW, ZoneOffset.UTC),
                name -> Optional.ofNullable(targets.get(name)),
                () -> {
                    throw new IllegalStateException("no volume is used");
                },
                Duration.ofSeconds(30),
                LimitStore.NONE,
                Progress.NONE,
                duration -> {
                    throw new IllegalStateException("it is served at once");
                },
                Duration.ZERO);
    }

    RecoveryRequest request(String... sources) {
        return new RecoveryRequest(
                "local",
                List.of(sources),
                List.of("{__name__=~\".+\"}"),
                new TimeRange(NOW.minus(Duration.ofHours(10)), NOW),
                local.toString(),
                List.of());
    }

    /** Of the cloud, limited to what the selectors name there. */
    RecoveryRequest matching(List<String> strip, String... selectors) {
        RecoveryRequest all = request("cloud");
        return new RecoveryRequest(
                all.local(), all.sources(), List.of(selectors), all.window(), all.destination(), strip);
    }

    /** Every sample of a data directory as text. */
    static String samples(Path folder) {
        StringBuilder text = new StringBuilder();
        DataDirectory.open(folder).forEachSeries(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, series -> {
            Samples samples = series.samples();
            text.append(series.labels()).append(samples.size()).append('\n');
            for (int i = 0; i < samples.size(); i++) {
                text.append(samples.time(i)).append(' ').append(samples.bits(i)).append('\n');
            }
        });
        return text.toString();
    }
}
