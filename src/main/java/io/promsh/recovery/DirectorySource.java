package io.promsh.recovery;

import io.promsh.failure.Failure;
import io.promsh.fetch.EncodedRuns;
import io.promsh.fetch.SliceSink;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Series.EncodedHistograms;
import io.promsh.model.TimeRange;
import io.promsh.promql.LabelMatcher;
import io.promsh.promql.ParseResult;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.VectorSelector;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.HistogramChunk;
import io.promsh.tsdb.Samples;
import io.promsh.tsdb.StoredSeries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Samples of a data directory on disk: a backup, a snapshot, the folder of a twin. */
final class DirectorySource implements SampleSource {
    private final String name;
    private final DataDirectory directory;

    DirectorySource(String name, Path folder) {
        this.name = name;
        this.directory = DataDirectory.open(folder);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "data directory";
    }

    private void each(List<String> selectors, TimeRange window, Consumer<StoredSeries> consumer) {
        long from = window.start().toEpochMilli();
        long to = window.end().toEpochMilli() - 1;
        for (String selector : selectors) {
            directory.forEachSeries(matchers(selector), from, to, consumer);
        }
    }

    static List<LabelMatcher> matchers(String selector) {
        ParseResult parsed = PromqlParser.parse(selector);
        if (parsed.isValid() && parsed.expr() instanceof VectorSelector vector) {
            return vector.matchers();
        }
        throw Failure.usage("'" + selector + "' is no selector", "write it like up{job=\"api\"}");
    }

    private static Samples samples(StoredSeries series, TimeRange window) {
        return series.samples(window.start().toEpochMilli(), window.end().toEpochMilli() - 1);
    }

    private static List<Chunk> histograms(StoredSeries series, TimeRange window) {
        return series.histograms(window.start().toEpochMilli(), window.end().toEpochMilli() - 1);
    }

    @Override
    public long[] counts(List<String> selectors, TimeRange window, Duration step, Collection<String> replicaLabels) {
        int stretches = (int) (window.length().toMillis() / step.toMillis());
        LabelRules off = new LabelRules(replicaLabels, Map.of());
        Map<Labels, long[]> most = new HashMap<>();
        each(selectors, window, series -> {
            long[] counts = new long[stretches];
            Samples samples = samples(series, window);
            for (int i = 0; i < samples.size(); i++) {
                counts[(int) ((samples.time(i) - window.start().toEpochMilli()) / step.toMillis())]++;
            }
            for (Chunk chunk : histograms(series, window)) {
                HistogramChunk run = HistogramChunk.decode(chunk);
                for (int i = 0; i < run.size(); i++) {
                    counts[(int) ((run.time(i) - window.start().toEpochMilli()) / step.toMillis())]++;
                }
            }
            Labels owner = replicaLabels.isEmpty() ? Labels.EMPTY : off.apply(series.labels());
            most.merge(owner, counts, replicaLabels.isEmpty() ? DirectorySource::plus : DirectorySource::most);
        });
        return most.values().stream().reduce(new long[stretches], DirectorySource::plus);
    }

    private static long[] plus(long[] one, long[] other) {
        Arrays.setAll(one, i -> one[i] + other[i]);
        return one;
    }

    private static long[] most(long[] one, long[] other) {
        Arrays.setAll(one, i -> Math.max(one[i], other[i]));
        return one;
    }

    @Override
    public Set<Labels> series(List<String> selectors, TimeRange window) {
        Set<Labels> all = new HashSet<>();
        each(selectors, window, series -> all.add(series.labels()));
        return all;
    }

    /** It is near already; what cannot be carried is counted. */
    @Override
    public Fetched fetch(List<String> selectors, TimeRange window, Path folder) {
        long[] figures = new long[2];
        each(selectors, window, series -> {
            long readable =
                    histograms(series, window).stream().mapToLong(Chunk::count).sum();
            figures[0] += samples(series, window).size() + readable;
            figures[1] += series.undecoded();
        });
        List<String> notes = new ArrayList<>(directory.notes());
        if (figures[1] > 0) {
            notes.add(figures[1]
                    + " samples near the window are stored in a form that is not read here, and stay behind");
        }
        return new Fetched(figures[0], 0, "blocks on disk", !notes.isEmpty(), notes);
    }

    @Override
    public void read(List<String> selectors, TimeRange window, Path folder, SliceSink sink) {
        each(selectors, window, series -> {
            Samples samples = samples(series, window);
            List<EncodedHistograms> runs =
                    histograms(series, window).stream().map(EncodedRuns::of).toList();
            if (samples.size() > 0 || !runs.isEmpty()) {
                sink.take(new Series(series.labels(), samples.times(), samples.values(), List.of(), runs));
            }
        });
    }
}
