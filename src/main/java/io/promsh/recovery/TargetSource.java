package io.promsh.recovery;

import io.promsh.failure.Failure;
import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.FetchReport;
import io.promsh.fetch.FetchedParts;
import io.promsh.fetch.LimitStore;
import io.promsh.fetch.Progress;
import io.promsh.fetch.RawFetch;
import io.promsh.fetch.Selection;
import io.promsh.fetch.SliceSink;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RangeQuery;
import io.promsh.target.SeriesMatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** Samples of another target, and of the local one too. */
final class TargetSource implements SampleSource {
    private static final int MOST_SERIES = 2_000_000;

    /** How many metrics one question counts where all cannot be counted together. */
    private static final int NAMES_AT_ONCE = 50;

    /** Of the error by which a server refuses counts that differ in nothing but the name they lost. */
    private static final String SAME_LABELS = "same labelset";

    private final String name;
    private final MetricsTarget target;
    private final FetchOptions options;
    private final Progress progress;

    TargetSource(String name, MetricsTarget target, Duration timeout, LimitStore limits, Progress progress) {
        this.name = name;
        this.target = target;
        this.options = FetchOptions.of(timeout, limits);
        this.progress = progress;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "target";
    }

    @Override
    public long[] counts(List<String> selectors, TimeRange window, Duration step) {
        int buckets = (int) (window.length().toMillis() / step.toMillis());
        long[] counts = new long[buckets];
        // One millisecond before a stretch ends, whether the server leaves a range open on its left or not.
        Instant first = window.start().plus(step).minusMillis(1);
        for (String selector : selectors) {
            try {
                count(sum(selector, step), first, window, step, counts);
            } catch (Failure failure) {
                if (!String.valueOf(failure.getMessage()).contains(SAME_LABELS)) {
                    throw failure;
                }
                countByName(selector, first, window, step, counts);
            }
        }
        return counts;
    }

    private static String sum(String selector, Duration step) {
        return "sum(count_over_time(" + selector + "[" + step.toMillis() + "ms]))";
    }

    private void count(String expression, Instant first, TimeRange window, Duration step, long[] counts) {
        QueryAnswer answer = target.rangeQuery(
                new RangeQuery(expression, first, window.end().minusMillis(1), step, options.timeout()));
        if (answer.result() instanceof RangeVector matrix) {
            matrix.series().forEach(series -> add(series, first, step, counts));
        }
    }

    /** Counts metric by metric: a count has no name, and a server refuses the counts of series that differ in their names alone. */
    private void countByName(String selector, Instant first, TimeRange window, Duration step, long[] counts) {
        Selection selection = Selection.of(selector);
        List<String> names = target.labelValues(
                        Labels.METRIC_NAME,
                        new MetadataScope(List.of(selector), Optional.of(window), 0, options.timeout()))
                .items();
        for (int i = 0; i < names.size(); i += NAMES_AT_ONCE) {
            StringJoiner joined = new StringJoiner(" or ", "sum(", ")");
            for (String name : names.subList(i, Math.min(names.size(), i + NAMES_AT_ONCE))) {
                String one = selection
                        .with(new SeriesMatcher(Labels.METRIC_NAME, "=", name))
                        .text();
                joined.add("label_replace(" + sum(one, step) + ", \"name\", \"" + joined.length() + "\", \"\", \"\")");
            }
            count(joined.toString(), first, window, step, counts);
        }
    }

    private static void add(Series series, Instant first, Duration step, long[] counts) {
        for (int i = 0; i < series.values().length; i++) {
            long bucket = (series.timestampsMillis()[i] - first.toEpochMilli()) / step.toMillis();
            counts[(int) bucket] += Math.round(series.values()[i]);
        }
    }

    @Override
    public Set<Labels> series(List<String> selectors, TimeRange window) {
        return new HashSet<>(
                target.series(new MetadataScope(selectors, Optional.of(window), MOST_SERIES, options.timeout()))
                        .items());
    }

    @Override
    public Fetched fetch(List<String> selectors, TimeRange window, Path folder) {
        FetchReport report = parts(selectors, window, folder).report();
        return new Fetched(
                report.samples(), report.bytes(), report.method().words(), report.partial(), report.warnings());
    }

    private FetchedParts parts(List<String> selectors, TimeRange window, Path folder) {
        return new RawFetch(target, options, progress).fetch(selectors, window, folder);
    }

    @Override
    public void read(List<String> selectors, TimeRange window, Path folder, SliceSink sink) {
        FetchedParts parts = parts(selectors, window, folder);
        selectors.forEach(selector -> parts.read(selector, sink));
    }

    /** Reads without keeping anything. */
    FetchReport stream(List<String> selectors, TimeRange window, SliceSink sink) {
        return new RawFetch(target, options, Progress.NONE).stream(selectors, window, sink);
    }
}
