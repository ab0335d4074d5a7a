package io.promsh.coverage;

import io.promsh.coverage.Gap.Place;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.TimeRange;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RawQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why samples are missing, by what {@code up} was meanwhile: of no target any sample, then the server was down; of this
 * target 0 or none, then the target was; 1, then the scrape went well and did not bring the series.
 */
final class CauseFinding {
    /** Each gap of its own place in time costs a question; past this the shortest ones stay unexplained. */
    private static final int MOST_QUESTIONS = 60;

    private final MetricsTarget target;
    private final TimeRange window;
    private final Duration timeout;
    private final Map<TimeRange, Optional<Map<String, Double>>> answers = new HashMap<>();
    private @Nullable Boolean hasUp;

    CauseFinding(MetricsTarget target, TimeRange window, Duration timeout) {
        this.target = target;
        this.window = window;
        this.timeout = timeout;
    }

    List<MetricCoverage> explain(List<MetricCoverage> metrics) {
        // The longest first: should the questions run out, those matter least that are left.
        metrics.stream()
                .flatMap(metric -> metric.series().stream())
                .flatMap(series -> series.gaps().stream().map(gap -> look(gap, series.interval())))
                .distinct()
                .sorted((a, b) -> b.length().compareTo(a.length()))
                .limit(MOST_QUESTIONS)
                .forEach(look -> answers.put(look, ask(look)));
        boolean all = isSharedByAll(metrics);
        List<MetricCoverage> explained = new ArrayList<>();
        for (MetricCoverage metric : metrics) {
            List<SeriesCoverage> series = new ArrayList<>();
            for (SeriesCoverage one : metric.series()) {
                List<Gap> gaps = new ArrayList<>();
                one.gaps().forEach(gap -> gaps.add(gap.withCause(cause(one, gap, all))));
                series.add(one.withGaps(gaps));
            }
            explained.add(new MetricCoverage(metric.selector(), series));
        }
        return explained;
    }

    private Cause cause(SeriesCoverage series, Gap gap, boolean all) {
        Optional<Map<String, Double>> up = answers.getOrDefault(look(gap, series.interval()), Optional.empty());
        if (up.isEmpty()) {
            return gap.marked() ? Cause.SERIES_ENDED : Cause.UNKNOWN;
        }
        Map<String, Double> targets = up.get();
        if (targets.isEmpty()) {
            return hasUp() || all ? Cause.SERVER_DOWN : Cause.UNKNOWN;
        }
        Double own = targets.get(key(series.labels()));
        if (own == null || own == 0) {
            boolean hasTarget = !series.labels().get("instance").isEmpty();
            return hasTarget ? Cause.TARGET_DOWN : missing(gap);
        }
        return missing(gap);
    }

    private static Cause missing(Gap gap) {
        return gap.place() == Place.ALL || gap.place() == Place.HEAD ? Cause.NEVER_THERE : Cause.SERIES_ENDED;
    }

    /** Returns whether several series were asked for and each lacks samples: the best that is known of a server without {@code up}. */
    private static boolean isSharedByAll(List<MetricCoverage> metrics) {
        List<SeriesCoverage> all =
                metrics.stream().flatMap(metric -> metric.series().stream()).toList();
        return all.size() > 1 && all.stream().noneMatch(series -> series.gaps().isEmpty());
    }

    /** The middle of a gap: at its edges other targets, scraped at other moments, still or already have samples. */
    private static TimeRange look(Gap gap, Duration interval) {
        long whole = gap.length().toMillis();
        long step = interval.toMillis();
        long from = gap.start().toEpochMilli();
        long to = gap.end().toEpochMilli();
        if (whole > 4 * step) {
            from += step;
            to -= step;
        } else if (gap.place() == Place.INSIDE) {
            from -= step / 2;
            to -= step / 2;
        }
        // On a coarse grid, so that series of one target share a question.
        long grid = Math.max(1, step / 4);
        long lower = Math.floorDiv(from, grid) * grid;
        long upper = Math.max(lower + 2 * grid, Math.floorDiv(to, grid) * grid);
        return new TimeRange(Instant.ofEpochMilli(lower), Instant.ofEpochMilli(upper));
    }

    private boolean hasUp() {
        Boolean known = hasUp;
        if (known == null) {
            known = ask(window).map(targets -> !targets.isEmpty()).orElse(false);
            hasUp = known;
        }
        return known;
    }

    /** Returns the best that {@code up} was of each target, or empty where the question does not work out. */
    private Optional<Map<String, Double>> ask(TimeRange look) {
        String expression = "max_over_time(up[" + RawQuery.range(look.length()) + "])";
        try {
            QueryAnswer answer = target.instantQuery(
                    InstantQuery.of(expression, Optional.of(look.end().minusMillis(1)), timeout));
            Map<String, Double> best = new HashMap<>();
            if (answer.result() instanceof InstantVector vector) {
                for (Element element : vector.elements()) {
                    best.merge(key(element.labels()), element.value(), Math::max);
                }
            }
            return Optional.of(best);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private static String key(Labels labels) {
        return labels.get("job") + "\n" + labels.get("instance");
    }
}
