package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.TimeRange;
import io.promsh.target.CutAnswer;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetricsTarget;
import io.promsh.target.QueryLimit;
import io.promsh.target.RawQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The stored samples of a selector over a half-open window [start, end), by instant queries of a range selector. Asked at one
 * millisecond before the window's end: servers of 3.0 and later leave a range open on its left, older ones close it, so what an
 * older one adds, a sample just before the window, is taken out here. Long windows are read in parts of a bounded size.
 */
public final class RawWindow {
    private static final long SHORTEST_PART_MILLIS = 1000;
    private static final Duration FIRST_PART = Duration.ofHours(2);
    private static final int MOST_GROWTH = 12;

    private final MetricsTarget target;
    private final Bounds bounds;
    private final Progress progress;

    /** Makes a reader that may be used for several windows, one after the other. */
    public RawWindow(MetricsTarget target, Bounds bounds, Progress progress) {
        this.target = target;
        this.bounds = bounds;
        this.progress = progress;
    }

    /**
     * Reads the window into memory, series sorted by labels. Past the bound it is cut at the end of a part, with a warning.
     * Throws a usage failure when {@code selector} is no plain selector, and what the target throws.
     *
     * @param timeout of each request
     */
    public QueryAnswer read(String selector, TimeRange window, Duration timeout) {
        SeriesJoin join = new SeriesJoin();
        long began = System.nanoTime();
        boolean whole = forEachPart(selector, window, timeout, part -> {
            join.add(part);
            return join.samples() < bounds.samples();
        });
        if (!whole) {
            join.incomplete(CutAnswer.warning(
                    join.samples() + " samples", "narrow the selector, shorten the window, or export it"));
        }
        return join.toAnswer(SampleKind.RAW, Duration.ofNanos(System.nanoTime() - began));
    }

    /**
     * Reads the window part by part in ascending time, for windows of any size. {@code each} returns whether to go on.
     *
     * @return whether the whole window was read
     */
    public boolean forEachPart(String selector, TimeRange window, Duration timeout, Predicate<QueryAnswer> each) {
        try {
            return parts(selector, window, timeout, each);
        } finally {
            progress.ended();
        }
    }

    private boolean parts(String selector, TimeRange window, Duration timeout, Predicate<QueryAnswer> each) {
        String plain = PlainSelector.text(selector);
        Instant from = window.start();
        Duration size = window.length().compareTo(FIRST_PART) <= 0 ? window.length() : FIRST_PART;
        Duration longest = window.length();
        long samples = 0;
        while (from.isBefore(window.end())) {
            Instant to = from.plus(size).isBefore(window.end()) ? from.plus(size) : window.end();
            QueryAnswer part;
            try {
                part = ask(plain, new TimeRange(from, to), timeout);
            } catch (Failure failure) {
                size = smaller(failure, Duration.between(from, to));
                longest = size;
                continue;
            }
            Duration asked = Duration.between(from, to);
            if (CutAnswer.isCut(part) && asked.toMillis() > SHORTEST_PART_MILLIS) {
                size = half(asked);
                longest = size;
                continue;
            }
            samples += part.result().sampleCount();
            double fraction = (double) Duration.between(window.start(), to).toMillis()
                    / window.length().toMillis();
            progress.advanced(fraction, samples);
            from = to;
            boolean more = each.test(part);
            if (!more) {
                return !from.isBefore(window.end());
            }
            size = next(asked, part.result().sampleCount(), longest);
        }
        return true;
    }

    private QueryAnswer ask(String selector, TimeRange part, Duration timeout) {
        String expression = selector + "[" + RawQuery.range(part.length()) + "]";
        Instant at = part.end().minusMillis(1);
        QueryAnswer answer = target.instantQuery(InstantQuery.of(expression, Optional.of(at), timeout));
        if (!(answer.result() instanceof RangeVector matrix)) {
            throw Failure.failed(
                    "the server answers a " + answer.result().resultType() + " to a range selector",
                    "its stored samples are not to be had this way: type session to see what server it is");
        }
        long start = part.start().toEpochMilli();
        List<Series> within = new ArrayList<>(matrix.series().size());
        for (Series series : matrix.series()) {
            Series kept = from(series, start);
            if (kept.size() > 0) {
                within.add(kept);
            }
        }
        SampleKind kind = answer.kind() == SampleKind.RESAMPLED ? SampleKind.RESAMPLED : SampleKind.RAW;
        return answer.withResult(new RangeVector(within), kind);
    }

    private static Series from(Series series, long start) {
        long[] times = series.timestampsMillis();
        int first = 0;
        while (first < times.length && times[first] < start) {
            first++;
        }
        boolean early =
                !series.histograms().isEmpty() && series.histograms().get(0).timestampMillis() < start;
        if (first == 0 && !early) {
            return series;
        }
        List<HistogramSample> histograms = new ArrayList<>(series.histograms());
        histograms.removeIf(histogram -> histogram.timestampMillis() < start);
        return new Series(
                series.labels(),
                Arrays.copyOfRange(times, first, times.length),
                Arrays.copyOfRange(series.values(), first, times.length),
                histograms);
    }

    /** Returns the length to try after a failure that a shorter window may help; throws it when none can. */
    private static Duration smaller(Failure failure, Duration asked) {
        if (!TooMuch.isSaidBy(failure) || asked.toMillis() <= SHORTEST_PART_MILLIS) {
            throw failure;
        }
        long named = TooMuch.limit(failure, QueryLimit.Kind.TIME_RANGE).orElse(0L);
        return named > 0 && named < asked.toMillis() ? Duration.ofMillis(named) : half(asked);
    }

    private static Duration half(Duration length) {
        return Duration.ofMillis(Math.max(SHORTEST_PART_MILLIS, length.toMillis() / 2));
    }

    /** Sizes the next part by what the last one brought. */
    private Duration next(Duration asked, long samples, Duration longest) {
        double growth = samples == 0 ? MOST_GROWTH : Math.min(MOST_GROWTH, (double) bounds.samplesAPart() / samples);
        long millis = Math.max(SHORTEST_PART_MILLIS, (long) (asked.toMillis() * growth));
        return Duration.ofMillis(Math.min(millis, Math.max(SHORTEST_PART_MILLIS, longest.toMillis())));
    }
}
