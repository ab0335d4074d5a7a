package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.model.Values;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RangeQuery;
import io.promsh.target.RawQuery;
import io.promsh.target.SeriesMatcher;
import java.io.EOFException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Counts stored samples at the target, without stale markers, so that a few numbers travel and not the samples. */
public final class SampleCount {
    /** How many metrics one question counts where all cannot be counted together. */
    private static final int NAMES_AT_ONCE = 50;

    /** Of the error by which a server refuses counts that differ in nothing but the name they lost. */
    private static final String SAME_LABELS = "same labelset";

    private final MetricsTarget target;
    private final Duration timeout;

    /**
     * Makes a counter.
     *
     * @param timeout of each request
     */
    public SampleCount(MetricsTarget target, Duration timeout) {
        this.target = target;
        this.timeout = timeout;
    }

    /**
     * Returns the samples of each whole step of the window, counted over the last {@code look} of it: the step itself counts
     * everything. What lies one millisecond before a stretch may be counted too, as servers before 3.0 close a range on its left.
     */
    public long[] everyStep(String selector, TimeRange window, Duration step, Duration look) {
        long[] counts = new long[(int) (window.length().toMillis() / step.toMillis())];
        count(selector, window, step, look, counts);
        return counts;
    }

    /**
     * Returns the samples of each whole step of the window, where series that differ in nothing but these labels are replicas of one:
     * of each step the one with the most counts.
     */
    public long[] ofReplicas(String selector, TimeRange window, Duration step, Collection<String> labels) {
        long[] counts = new long[(int) (window.length().toMillis() / step.toMillis())];
        // By name: without the labels, other metrics would be replicas too.
        countByName(selector, window, step, step, "max without(" + String.join(", ", labels) + ") ", counts);
        return counts;
    }

    /** Returns the samples of the window, none too many. */
    long whole(Selection selection, TimeRange window) {
        Duration closed = window.length().minusMillis(target.identity().atLeast(3, 0) ? 0 : 1);
        long[] count = new long[1];
        count(selection.text(), window, window.length(), closed, count);
        return count[0];
    }

    /**
     * Throws a failure that passes where a part holds more samples than its answer brought: its tail was lost on the way. Samples
     * may also have come in after the answer: so one more answer is held against the same count, and has to have that many.
     */
    void confirm(Part part, Iterable<Series> brought) {
        if (part.counted < 0) {
            part.counted = whole(part.selection, part.window);
        }
        long samples = 0;
        for (Series series : brought) {
            samples += counting(series);
        }
        if (samples < part.counted) {
            String message = "an answer ended after " + samples + " of " + part.counted + " samples";
            throw Failure.failed(message, "ask the server itself, past the proxy before it")
                    .withCause(new EOFException(message));
        }
    }

    /** Returns how many samples of the series a count counts: all but stale markers. */
    private static long counting(Series series) {
        return series.size()
                - Arrays.stream(series.values()).filter(Values::isStale).count();
    }

    private void count(String selector, TimeRange window, Duration step, Duration look, long[] counts) {
        try {
            ask(sum(selector, look, ""), window, step, counts);
        } catch (Failure failure) {
            if (!String.valueOf(failure.getMessage()).contains(SAME_LABELS)) {
                throw failure;
            }
            countByName(selector, window, step, look, "", counts);
        }
    }

    private static String sum(String selector, Duration look, String first) {
        String count = "count_over_time(" + selector + "[" + RawQuery.range(look) + "])";
        return "sum(" + (first.isEmpty() ? count : first + "(" + count + ")") + ")";
    }

    private void ask(String expression, TimeRange window, Duration step, long[] counts) {
        // One millisecond before a stretch ends: the sample at its end is the next one's.
        Instant first = window.start().plus(step).minusMillis(1);
        QueryAnswer answer =
                target.rangeQuery(new RangeQuery(expression, first, window.end().minusMillis(1), step, timeout));
        if (answer.result() instanceof RangeVector matrix) {
            matrix.series().forEach(series -> add(series, first, step, counts));
        }
    }

    private static void add(Series series, Instant first, Duration step, long[] counts) {
        for (int i = 0; i < series.values().length; i++) {
            long bucket = (series.timestampsMillis()[i] - first.toEpochMilli()) / step.toMillis();
            counts[(int) bucket] += Math.round(series.values()[i]);
        }
    }

    /** Counts metric by metric: a count has no name, and a server refuses the counts of series that differ in their names alone. */
    private void countByName(
            String selector, TimeRange window, Duration step, Duration look, String first, long[] counts) {
        Selection selection = Selection.of(selector);
        List<String> names = target.labelValues(
                        Labels.METRIC_NAME, new MetadataScope(List.of(selector), Optional.of(window), 0, timeout))
                .items();
        for (int i = 0; i < names.size(); i += NAMES_AT_ONCE) {
            StringJoiner joined = new StringJoiner(" or ", "sum(", ")");
            for (String name : names.subList(i, Math.min(names.size(), i + NAMES_AT_ONCE))) {
                String one = selection
                        .with(new SeriesMatcher(Labels.METRIC_NAME, "=", name))
                        .text();
                joined.add("label_replace(" + sum(one, look, first) + ", \"name\", \"" + joined.length()
                        + "\", \"\", \"\")");
            }
            ask(joined.toString(), window, step, counts);
        }
    }
}
