package io.promsh.target.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.QueryResult.Scalar;
import io.promsh.model.QueryResult.StringValue;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.target.Flavour;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetadataScope;
import io.promsh.target.RangeQuery;
import io.promsh.testing.RealPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The adapter against Debian's Prometheus 2.42. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class HttpPrometheusIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2025-08-03T10:00:00Z");

    private static RealPrometheus server;
    private static HttpPrometheus target;

    @BeforeAll
    static void start() {
        StringBuilder text = new StringBuilder("# TYPE traffic_vehicles counter\n");
        for (String direction : List.of("left", "right")) {
            for (int i = 0; i < 120; i++) {
                text.append("traffic_vehicles_total{direction=\"")
                        .append(direction)
                        .append("\",job=\"bay \\\"x\\\"\"} ");
                text.append(i * 1.5)
                        .append(' ')
                        .append(START.getEpochSecond() + 30L * i)
                        .append(".250\n");
            }
        }
        text.append("# TYPE odd gauge\nodd{kind=\"nan\"} NaN ").append(START.getEpochSecond());
        text.append("\nodd{kind=\"inf\"} -Inf ").append(START.getEpochSecond()).append("\n# EOF\n");
        server = RealPrometheus.start(text.toString());
        target = HttpPrometheus.open(TargetSpec.open("real", server.address()));
    }

    @AfterAll
    static void stop() {
        target.close();
        server.close();
    }

    private static QueryAnswer instant(String expression, Instant at) {
        return target.instantQuery(InstantQuery.of(expression, Optional.of(at), TIMEOUT));
    }

    @Test
    void readsTheFourTypesOfResult() {
        InstantVector vector = (InstantVector) instant("odd", START).result();
        assertEquals(2, vector.elements().size());
        assertEquals(Double.NEGATIVE_INFINITY, vector.elements().get(0).value());
        assertTrue(Double.isNaN(vector.elements().get(1).value()));
        assertEquals(
                Labels.of("__name__", "odd", "kind", "nan"),
                vector.elements().get(1).labels());
        assertEquals(new Scalar(START, 1.5), instant("1.5", START).result());
        assertEquals(new StringValue(START, "a\nb"), instant("\"a\\nb\"", START).result());
        assertTrue(instant("odd[5m]", START).result() instanceof RangeVector);
    }

    @Test
    void readsStoredSamplesWithTheirOwnTimes() {
        QueryAnswer answer = instant("traffic_vehicles_total{direction=\"left\"}[1h]", START.plusSeconds(3600));
        assertEquals(SampleKind.RAW, answer.kind());
        Series series = ((RangeVector) answer.result()).series().get(0);
        assertEquals(120, series.size());
        assertEquals(START.toEpochMilli() + 250, series.timestampsMillis()[0]);
        assertEquals(178.5, series.lastValue());
        assertEquals("bay \"x\"", series.labels().get("job"));
    }

    @Test
    void callsASubqueryEvaluated() {
        assertEquals(
                SampleKind.EVALUATED,
                instant("odd[5m:1m]", START.plusSeconds(300)).kind());
    }

    @Test
    void evaluatesAtEveryStepUpToTheEnd() {
        QueryAnswer answer = target.rangeQuery(new RangeQuery(
                "sum(traffic_vehicles_total)",
                START.plusSeconds(60),
                START.plusSeconds(660),
                Duration.ofSeconds(60),
                TIMEOUT));
        Series series = ((RangeVector) answer.result()).series().get(0);
        assertEquals(11, series.size());
        assertEquals(START.plusSeconds(660).toEpochMilli(), series.timestampsMillis()[10]);
        assertEquals(SampleKind.EVALUATED, answer.kind());
    }

    @Test
    void drawsTheServersParseErrorAsACaret() {
        Failure failure = assertThrows(Failure.class, () -> instant("sum(rate(\n  up[5m)", START));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertTrue(failure.message().contains("parse error"), failure.message());
        assertEquals(List.of("  sum(rate(", "    up[5m)", "         ^"), failure.detail());
    }

    @Test
    void refusesTooManyPointsInTheServersWordsAndRemembersTheLimit() {
        Failure failure = assertThrows(
                Failure.class,
                () -> target.rangeQuery(
                        new RangeQuery("up", START, START.plusSeconds(12_000), Duration.ofSeconds(1), TIMEOUT)));
        assertTrue(failure.message().contains("11,000"), failure.message());
        assertEquals(List.of("11,000 points a series in a range query"), target.limitsMet());
    }

    @Test
    void knowsTheServer() {
        assertEquals(Flavour.PROMETHEUS, target.identity().flavour());
        assertTrue(
                target.identity().version().startsWith("2."), target.identity().version());
        assertTrue(target.identity().atLeast(2, 14));
        assertTrue(target.identity().clockSkew().orElseThrow().abs().compareTo(Duration.ofSeconds(2)) < 0);
    }

    @Test
    void findsNamesValuesAndSeries() {
        MetadataScope all = MetadataScope.all(1000, TIMEOUT);
        assertEquals(
                List.of("odd", "traffic_vehicles_total"),
                target.labelValues("__name__", all).items());
        assertEquals(
                List.of("__name__", "direction", "job", "kind"),
                target.labelNames(all).items());
        MetadataScope odd = new MetadataScope(List.of("odd"), Optional.empty(), 1, TIMEOUT);
        assertEquals(List.of("inf"), target.labelValues("kind", odd).items());
        assertTrue(target.labelValues("kind", odd).truncated());
        assertEquals(1, target.series(odd).items().size());
        assertTrue(target.series(odd).truncated());
        assertEquals(Map.of(), target.metadata(Optional.empty()));
    }

    @Test
    void readsWhatTheServerReportsOfItself() {
        assertEquals(List.of(), target.scrapes());
        assertEquals(List.of(), target.alerts());
        assertEquals(List.of(), target.rules());
        assertEquals("5m", target.flags().get("query.lookback-delta"));
        assertEquals(0, target.cardinality(10).series());
        assertEquals(
                Optional.empty(),
                target.search(io.promsh.target.SearchKind.METRIC_NAMES, "od", MetadataScope.all(5, TIMEOUT)));
    }
}
