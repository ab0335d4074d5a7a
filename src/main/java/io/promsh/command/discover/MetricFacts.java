package io.promsh.command.discover;

import io.promsh.model.Labels;
import io.promsh.model.PromDuration;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetricsTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Measures a metric with a few cheap queries: one aggregated row each, or the samples of one series. */
final class MetricFacts {
    private final MetricsTarget target;
    private final String selector;
    private final TimeRange window;
    private final Duration timeout;

    MetricFacts(MetricsTarget target, String selector, TimeRange window, Duration timeout) {
        this.target = target;
        this.selector = selector;
        this.window = window;
        this.timeout = timeout;
    }

    /** Returns the number of series that an instant query at the window's end sees. */
    long seriesNow() {
        return first("count(" + selector + ")")
                .map(element -> (long) element.value())
                .orElse(0L);
    }

    /** Returns the time of the newest sample in the window, to the spacing of 200 looks into it. */
    Optional<Instant> lastSample() {
        Optional<Element> now = first("max(timestamp(" + selector + "))");
        if (now.isEmpty()) {
            Duration step = Duration.ofSeconds(Math.max(15, window.length().toSeconds() / 200));
            now = first("max(max_over_time(timestamp(" + selector + ")[" + PromDuration.format(window.length()) + ":"
                    + PromDuration.format(step) + "]))");
        }
        return now.map(element -> Instant.ofEpochMilli(Math.round(element.value() * 1000)));
    }

    /** Returns the median distance of the samples of one series in the last hour (at least 3 samples). */
    Optional<Duration> interval() {
        Optional<Element> any = first("topk(1, " + selector + ")");
        if (any.isEmpty()) {
            return Optional.empty();
        }
        Labels labels = any.get().labels();
        String one = labels.isEmpty() ? selector : labels.toString();
        return instant(one + "[1h]")
                .fold(v -> Optional.empty(), m -> median(m.series()), s -> Optional.empty(), s -> Optional.empty());
    }

    private static Optional<Duration> median(List<Series> series) {
        if (series.size() != 1 || series.get(0).timestampsMillis().length < 3) {
            return Optional.empty();
        }
        long[] times = series.get(0).timestampsMillis();
        long[] gaps = new long[times.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(gaps);
        return Optional.of(Duration.ofMillis(gaps[gaps.length / 2]));
    }

    private Optional<Element> first(String expression) {
        return instant(expression)
                .fold(
                        vector -> vector.elements().stream().findFirst(),
                        matrix -> Optional.empty(),
                        scalar -> Optional.empty(),
                        string -> Optional.empty());
    }

    private QueryResult instant(String expression) {
        return target.instantQuery(InstantQuery.of(expression, Optional.of(window.end()), timeout))
                .result();
    }
}
