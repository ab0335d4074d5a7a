package io.promsh.app;

import io.promsh.testing.RealPrometheus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a result is empty, asked of a real server. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class ExplainIT {
    @TempDir
    static Path home;

    private static RealPrometheus server;

    @BeforeAll
    static void start() {
        server = RealPrometheus.start(Incident.openMetrics());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PromshRun.Result explain(String expression) {
        return new PromshRun(home)
                .onTerminal()
                .run(
                        "--target",
                        server.address(),
                        "--at",
                        PromshRun.NOW.toString(),
                        "--no-color",
                        "-c",
                        "explain " + expression);
    }

    private static void explains(String expression, String reason) {
        PromshRun.Result result = explain(expression).exits(0);
        String joined = result.out().replaceAll("\\s+", " ");
        if (!joined.contains(reason)) {
            throw new AssertionError("no '" + reason + "' in: " + result.out());
        }
    }

    @Test
    void drawsTheTreeWithTheSeriesOfEachSelector() {
        explain("sum(rate(lane_total[5m]))").exits(0).prints("""
                        sum  instant vector
                          rate()  instant vector
                            selector lane_total[5m]  range vector  2 series
                        result: 1 series
                        """);
    }

    @Test
    void offersTheNearestNamesOfAMetricNeverSeen() {
        explains("lane_totl", "why: no metric is called \"lane_totl\"; nearest: lane_total next: metrics");
    }

    @Test
    void namesALabelThatNoSeriesHas() {
        explains("up{jbo=\"bay\"}", "why: no series of up has a label \"jbo\"; nearest: job next: labels up");
    }

    @Test
    void namesAValueThatNoSeriesHas() {
        explains("up{job=\"bya\"}", "why: no series of up has job=\"bya\"; nearest: bay next: values job up");
        explains("up{job=~\"x.*\"}", "why: no series of up has job=~\"x.*\"; there are bay");
    }

    @Test
    void saysThatConditionsAreMetOnlyByDifferentSeries() {
        explains(
                "lane_total{side=\"left\",n=\"2\"}",
                "each condition of lane_total{n=\"2\",side=\"left\"} is met by some series, but no series meets all");
    }

    @Test
    void saysWhenASeriesThatEndedWasLastSeen() {
        explains(
                "ended",
                "why: ended has no sample at 2025-08-03T18:56:00Z; the last was 36m before it, at 2025-08-03T18:20:00Z"
                        + " next: query --at 2025-08-03T18:20:00Z ended");
    }

    @Test
    void looksWhereAnOffsetOrAnAtLooks() {
        explains("up offset 30d", "why: up has series, but no sample in the 1h before 2025-07-04T18:56:00Z");
        explains(
                "ended @ 1754246400",
                "ended has no sample at 2025-08-03T18:40:00Z; the last was 20m before it, at 2025-08-03T18:20:00Z");
    }

    @Test
    void saysWhichLabelsKeepAMatchingFromFindingPartners() {
        explains(
                "up + lane_total",
                "both sides have series, but none of + finds a partner; they differ in n (left absent, right \"1\"),"
                        + " side (left absent, right \"left\")");
    }

    @Test
    void saysBetweenWhichValuesAFilterFindsNothing() {
        explains("up > 5", "no value passes the filter > 5: the values lie between 1 and 1");
        explains("sum(up > 5)", "no value passes the filter > 5: the values lie between 1 and 1");
        explains("2 < up", "no value passes the filter < 2: the values lie between 1 and 1");
    }

    @Test
    void saysThatARateNeedsTwoSamples() {
        explains(
                "sum(rate(lane_total[20s]))",
                "rate needs two samples, and no series has more than one in lane_total[20s]");
    }

    @Test
    void saysWhatAbsentAndUnlessMean() {
        explains("absent(up)", "absent has a result only when its argument has none, and up has one");
        explains("up unless up", "unless keeps what has no partner on the right, and every series of up has one");
    }

    @Test
    void passesOnWhatTheServerRefuses() {
        explains("up * on (job) lane_total", "why: the server refuses it: ");
    }

    @Test
    void blamesTheInnermostOfNestedReasons() {
        explains("sum(rate(lane_total[5m])) / sum(missing)", "why: no metric is called \"missing\"");
    }

    @Test
    void knowsAScalarAndAString() {
        explain("1 + 2").exits(0);
        explains("1 + 2", "result: a scalar");
        explains("\"x\"", "result: a string");
    }

    @Test
    void drawsABigTree() {
        explains("up" + " + up".repeat(150), "result: 1 series");
    }

    @Test
    void marksTheErrorOfWhatIsNoPromql() {
        explain("sum(up").exits(2).printsNothing().notes("not PromQL: unclosed left parenthesis\n    sum(up\n");
    }
}
