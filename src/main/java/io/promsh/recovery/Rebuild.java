package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.failure.Failure;
import io.promsh.fetch.EncodedRuns;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Series.EncodedHistograms;
import io.promsh.model.TimeRange;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.BuildReport;
import io.promsh.tsdb.HistogramChunk;
import io.promsh.tsdb.SeriesMatch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Turns what was fetched into blocks of what is missing, and notes what must be served afterwards. */
final class Rebuild {
    private static final Duration AROUND = Duration.ofMinutes(5);

    private final Workshop workshop;
    private final RecoveryRequest request;
    private final List<String> localSelectors;
    private final JsonNode rules;
    private final Map<Labels, SeriesDigest> before = new HashMap<>();
    private final Map<Labels, SeriesDigest> built = new TreeMap<>();
    private long alreadyThere;
    private long histograms;
    private long collapsed;

    Rebuild(Workshop workshop, RecoveryRequest request, List<String> localSelectors, JsonNode rules) {
        this.workshop = workshop;
        this.request = request;
        this.localSelectors = localSelectors;
        this.rules = rules;
    }

    /** Builds into an empty folder; {@code parts} returns where the parts of window i are. */
    ObjectNode run(List<LostWindow> windows, Path folder, Path blocks, Instant now, BlockSizes sizes)
            throws IOException {
        BuildReport report;
        try (BlockBuilder builder = new BlockBuilder(blocks, sizes, now)) {
            for (int i = 0; i < windows.size(); i++) {
                window(windows.get(i), folder.resolve("parts-" + i), builder);
            }
            report = builder.finish();
        }
        if (report.samples() == 0 && alreadyThere == 0) {
            // Nothing before and nothing after would be the same, and proved.
            throw Failure.failed(
                    "the sources hand out none of the samples that they count in the window"
                            + (histograms == 0 ? "" : ": they are native histograms, in a form that no block takes"),
                    "look with: raw SELECTOR --target SOURCE, then begin anew");
        }
        writeExpected(folder.resolve("expected.jsonl"));
        ObjectNode facts = Json.object();
        report.blocks()
                .forEach(block -> facts.withArray("blocks")
                        .addObject()
                        .put("ulid", block.ulid())
                        .put("start", block.minTime())
                        .put("end", block.maxTime())
                        .put("samples", block.samples())
                        .put("series", block.series()));
        // By selector, as they are counted at the server: a series that two of them match counts twice, stale markers
        // never.
        localSelectors.forEach(selector -> facts.withArray("served").add(countable(selector)));
        return facts.put("samples", report.samples())
                .put(
                        "before",
                        before.values().stream().mapToLong(SeriesDigest::count).sum())
                .put("alreadyThere", alreadyThere)
                .put("duplicates", report.duplicates())
                .put("conflicts", report.conflicts())
                .put("histograms", histograms)
                .put("collapsed", collapsed)
                .put("series", built.size());
    }

    private long countable(String selector) {
        Predicate<Labels> matches = SeriesMatch.labels(DirectorySource.matchers(selector));
        long count = 0;
        for (Map<Labels, SeriesDigest> some : List.of(before, built)) {
            for (Map.Entry<Labels, SeriesDigest> series : some.entrySet()) {
                count += matches.test(series.getKey()) ? series.getValue().count() : 0;
            }
        }
        return count;
    }

    private void window(LostWindow window, Path parts, BlockBuilder builder) {
        TimeRange range = window.window();
        PresentSamples present = PresentSamples.read(workshop.local(request), localSelectors, range, AROUND);
        present.labels()
                .forEach(labels -> before.computeIfAbsent(labels, key -> new SeriesDigest())
                        .add(present.digest(labels)));
        SampleSource source = workshop.source(window.source());
        LabelRules own = LabelRules.of(rules.path(window.source()));
        // A series that two selectors match comes twice.
        Set<Labels> seen = new HashSet<>();
        Replicas replicas = new Replicas(range, own.hasReplicas());
        for (String selector : request.selectors()) {
            Set<Labels> now = new HashSet<>();
            source.read(List.of(selector), range, parts, slice -> {
                if (!seen.contains(slice.labels())) {
                    now.add(slice.labels());
                    take(slice, own.apply(slice.labels()), replicas, present, builder);
                }
            });
            seen.addAll(now);
        }
    }

    private void take(Series slice, Labels labels, Replicas replicas, PresentSamples present, BlockBuilder builder) {
        histograms += slice.histograms().size();
        replicas.join(labels, slice.labels());
        long within = PresentSamples.halfSpacing(slice.timestampsMillis());
        int series = builder.series(labels);
        SeriesDigest digest = built.computeIfAbsent(labels, key -> new SeriesDigest());
        long[] taken = new long[slice.values().length];
        int count = 0;
        for (int i = 0; i < slice.values().length; i++) {
            long time = slice.timestampsMillis()[i];
            if (isLeftOut(slice, labels, time, within, replicas, present)) {
                continue;
            }
            long bits = Double.doubleToRawLongBits(slice.values()[i]);
            builder.appendBits(series, time, bits);
            digest.add(time, bits);
            taken[count++] = time;
        }
        replicas.took(slice.labels(), taken, count);
        Set<Long> seen = new HashSet<>();
        for (EncodedHistograms encoded : slice.encoded()) {
            HistogramChunk run = EncodedRuns.decode(encoded);
            long half = PresentSamples.halfSpacing(run.times());
            Set<Long> missing = new TreeSet<>();
            for (int i = 0; i < run.size(); i++) {
                if (!isLeftOut(slice, labels, run.time(i), half, replicas, present) && seen.add(run.time(i))) {
                    missing.add(run.time(i));
                    HistogramSlice.add(run, i, digest);
                }
            }
            // Whole where all of it is missing: the bytes that the source stores.
            run.only(missing::contains).ifPresent(chunk -> builder.chunk(series, chunk));
            long[] times = missing.stream().mapToLong(Long::longValue).toArray();
            replicas.took(slice.labels(), times, times.length);
        }
    }

    /** What is there already is counted, and what a replica gave. */
    private boolean isLeftOut(
            Series slice, Labels labels, long time, long within, Replicas replicas, PresentSamples present) {
        if (present.has(labels, time, within)) {
            alreadyThere++;
            return true;
        }
        boolean isOthers = replicas.hasOther(labels, slice.labels(), time, within);
        collapsed += isOthers ? 1 : 0;
        return isOthers;
    }

    private void writeExpected(Path file) throws IOException {
        Set<Labels> all = new HashSet<>(before.keySet());
        all.addAll(built.keySet());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Labels labels : all) {
                SeriesDigest had = before.getOrDefault(labels, new SeriesDigest());
                SeriesDigest came = built.getOrDefault(labels, new SeriesDigest());
                ObjectNode line = Json.object();
                line.set("labels", Json.labels(labels));
                line.put("before", had.count()).put("beforeHash", Long.toHexString(had.hash()));
                line.put("built", came.count()).put("builtHash", Long.toHexString(came.hash()));
                out.write(Json.MAPPER.writeValueAsString(line));
                out.newLine();
            }
        }
    }
}
