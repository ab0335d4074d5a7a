package io.promsh.target.grafana;

import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import io.promsh.model.QueryAnswer;
import io.promsh.model.SampleKind;
import io.promsh.promql.ParseResult;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.ValueType;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RangeQuery;
import io.promsh.target.grafana.ApiWays.Need;
import io.promsh.target.grafana.FrameQueries.Framed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which way a query goes: as dashboards ask, and through Prometheus's own interface where frames cannot hold the answer (stored
 * samples, native histograms) or Grafana takes another step. Where that is closed, what comes is labelled resampled.
 */
final class Queries {
    private final FrameQueries frames;
    private final ApiWays ways;

    /** Why frames were refused, once they were. */
    private volatile Optional<Failure> framesClosed = Optional.empty();

    Queries(FrameQueries frames, ApiWays ways) {
        this.frames = frames;
        this.ways = ways;
    }

    QueryAnswer instant(InstantQuery query) {
        Function<MetricsTarget, QueryAnswer> direct = target -> target.instantQuery(query);
        if (isRangeSelector(query.expression())) {
            Optional<ApiWays.Way> way = ways.find(Need.QUERIES);
            if (way.isPresent()) {
                return direct.apply(way.get().target());
            }
            return resampled(
                    framed(() -> frames.instant(query, true), direct),
                    "stored samples came through Grafana's frames, which may move a time by a millisecond and know no stale"
                            + " markers (" + ways.reason(Need.QUERIES) + ")");
        }
        Framed framed = framed(() -> frames.instant(query, false), direct);
        return framed.histograms() == 0 ? framed.answer() : whole(framed, direct, "");
    }

    QueryAnswer range(RangeQuery query) {
        Function<MetricsTarget, QueryAnswer> direct = target -> target.rangeQuery(query);
        long points = Duration.between(query.start(), query.end()).toMillis()
                        / Math.max(1, query.step().toMillis())
                + 1;
        if (points > FrameQueries.MOST_POINTS) {
            Optional<ApiWays.Way> way = ways.find(Need.QUERIES);
            if (way.isPresent()) {
                return direct.apply(way.get().target());
            }
            throw Failure.failed(
                    "exceeded maximum resolution of " + FrameQueries.MOST_POINTS
                            + " points per series, past which Grafana" + " takes a larger step",
                    "take a larger --step, or type range EXPR, which splits the window");
        }
        Framed framed = framed(() -> frames.range(query), direct);
        if (framed.kept() && framed.histograms() == 0) {
            return framed.answer();
        }
        String other = "Grafana took another step or other times than the asked " + PromDuration.format(query.step())
                + ": a least interval of the data source, or its grid";
        return whole(framed, direct, framed.kept() ? "" : other);
    }

    /** Asks by frames, or directly where frames are refused. */
    private Framed framed(Supplier<Framed> ask, Function<MetricsTarget, QueryAnswer> direct) {
        if (framesClosed.isEmpty()) {
            try {
                return ask.get();
            } catch (Failure failure) {
                if (!GrafanaTarget.isRefused(failure)) {
                    throw failure;
                }
                framesClosed = Optional.of(failure);
            }
        }
        ApiWays.Way way = ways.find(Need.QUERIES).orElseThrow(this::nothingOpen);
        return new Framed(direct.apply(way.target()), true, 0);
    }

    private Failure nothingOpen() {
        String why = framesClosed.map(Failure::message).orElse("");
        return Failure.denied(
                "Grafana lets this login query its data source by no way (" + why + ")",
                "ask an administrator for the permission to query it (datasources:query); type session diagnose");
    }

    /** Asks again by a way that gives everything; without one, says what is missing. */
    private QueryAnswer whole(Framed framed, Function<MetricsTarget, QueryAnswer> direct, String resampled) {
        Optional<ApiWays.Way> way = ways.find(Need.QUERIES);
        if (way.isPresent()) {
            return direct.apply(way.get().target());
        }
        QueryAnswer answer = framed.answer();
        if (framed.histograms() > 0) {
            answer = with(
                    answer,
                    answer.kind(),
                    framed.histograms()
                            + " native histograms are left out: Grafana's frames hold neither their sums nor"
                            + " their counts",
                    true);
        }
        return resampled.isEmpty() ? answer : with(answer, SampleKind.RESAMPLED, resampled, answer.partial());
    }

    private static QueryAnswer resampled(Framed framed, String why) {
        QueryAnswer answer = framed.answer();
        // What came directly after all is what it says it is.
        return answer.kind() == SampleKind.RAW ? answer : with(answer, SampleKind.RESAMPLED, why, answer.partial());
    }

    private static QueryAnswer with(QueryAnswer answer, SampleKind kind, String warning, boolean partial) {
        List<String> warnings = new ArrayList<>(answer.warnings());
        warnings.add(warning);
        return new QueryAnswer(
                answer.result(), kind, warnings, answer.infos(), partial, answer.elapsed(), answer.bytes());
    }

    private static boolean isRangeSelector(String expression) {
        ParseResult parsed = PromqlParser.parse(expression);
        return parsed.isValid() && parsed.expr().type() == ValueType.MATRIX;
    }
}
