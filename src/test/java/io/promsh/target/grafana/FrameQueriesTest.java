package io.promsh.target.grafana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.QueryResult.Scalar;
import io.promsh.model.QueryResult.StringValue;
import io.promsh.model.Series;
import io.promsh.target.CutAnswer;
import io.promsh.target.InstantQuery;
import io.promsh.target.RangeQuery;
import io.promsh.target.grafana.FrameQueries.Framed;
import io.promsh.target.http.AnswerBound;
import io.promsh.target.http.Wire;
import io.promsh.target.http.WireOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Data frames, as recorded from Grafana and as they may come. */
class FrameQueriesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Instant AT = Instant.ofEpochMilli(1_641_889_532_123L);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FrameQueries queries(AnswerBound bound) {
        WireOptions options =
                WireOptions.of(Clock.fixed(AT, ZoneOffset.UTC), "test").withBound(bound);
        String url = server.url("/").toString();
        TargetSpec spec = TargetSpec.open("g", url.substring(0, url.length() - 1));
        return new FrameQueries(new Wire(spec, options), new DataSource("uid-1", "metrics", "prometheus"));
    }

    private FrameQueries queries() {
        return queries(new AnswerBound(1_000_000, 100_000_000));
    }

    private void answers(String body) {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private void answersFrames(String... frames) {
        answers("{\"results\":{\"A\":{\"status\":200,\"frames\":[" + String.join(",", frames) + "]}}}");
    }

    private Framed range(String start, String end, Duration step) {
        return queries().range(new RangeQuery("x", Instant.parse(start), Instant.parse(end), step, TIMEOUT));
    }

    private Framed recorded(String name) throws IOException {
        Path file = Path.of(System.getProperty("promsh.shared", "../shared")).resolve("data/grafana-frames/" + name);
        if (!Files.isRegularFile(file)) {
            String reason = "no recorded frames at " + file;
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(reason);
            }
            Assumptions.abort(reason);
        }
        answers("{\"results\":{\"A\":" + Files.readString(file) + "}}");
        String millis = name.startsWith("range_simple") ? ".123Z" : "Z";
        return range("2022-01-11T08:25:29" + millis, "2022-01-11T08:25:33" + millis, Duration.ofSeconds(1));
    }

    private static List<Series> series(Framed framed) {
        return ((RangeVector) framed.answer().result()).series();
    }

    @Test
    void recordedFramesSayWhatPrometheusSaid() throws IOException {
        Framed framed = recorded("range_simple.frames.json");
        assertTrue(framed.kept());
        JsonNode expected = JSON.readTree(Files.readString(Path.of(System.getProperty("promsh.shared", "../shared"))
                        .resolve("data/grafana-frames/range_simple.prometheus.json")))
                .path("data")
                .path("result");
        List<Series> series = series(framed);
        assertEquals(expected.size(), series.size());
        for (int i = 0; i < series.size(); i++) {
            JsonNode one = expected.get(i);
            Labels labels = series.get(i).labels();
            one.path("metric")
                    .properties()
                    .forEach(label -> assertEquals(label.getValue().asText(), labels.get(label.getKey())));
            assertEquals(one.path("values").size(), series.get(i).size());
            for (int k = 0; k < series.get(i).size(); k++) {
                JsonNode pair = one.path("values").get(k);
                assertEquals(
                        Math.round(pair.get(0).asDouble() * 1000), series.get(i).timestampsMillis()[k]);
                assertEquals(
                        Double.parseDouble(pair.get(1).asText()), series.get(i).values()[k]);
            }
        }
    }

    @Test
    void recordedFramesHoldNotANumberAndInfinity() throws IOException {
        double[] nan = series(recorded("range_nan.frames.json")).get(0).values();
        assertEquals(3, nan.length);
        assertTrue(Arrays.stream(nan).allMatch(Double::isNaN));
        double[] infinite =
                series(recorded("range_infinity.frames.json")).get(0).values();
        assertEquals(3, infinite.length);
        assertTrue(Arrays.stream(infinite).allMatch(value -> value == Double.POSITIVE_INFINITY));
    }

    private static String fields(String more) {
        return "{\"name\":\"Time\",\"type\":\"time\",\"config\":{\"interval\":1000}}," + more;
    }

    private static String number(String labels) {
        return "{\"name\":\"v\",\"type\":\"number\",\"labels\":" + labels + "}";
    }

    private static String frame(String meta, String fields, String data) {
        return "{\"schema\":{\"meta\":" + meta + ",\"fields\":[" + fields + "]},\"data\":" + data + "}";
    }

    private static final String MATRIX = "{\"type\":\"timeseries-multi\",\"custom\":{\"resultType\":\"matrix\"}}";

    @Test
    void aNullIsAMissingPointAndEntitiesMayComeFirst() {
        answersFrames(frame(
                MATRIX,
                fields(number("{\"a\":\"1\"}")),
                "{\"entities\":[null,{\"NaN\":[1],\"Inf\":[2],\"NegInf\":[3]}],"
                        + "\"values\":[[1000,2000,3000,4000,5000],[null,null,null,null,-0]]}"));
        Series one = series(range("1970-01-01T00:00:01Z", "1970-01-01T00:00:05Z", Duration.ofSeconds(1)))
                .get(0);
        assertEquals("[2000, 3000, 4000, 5000]", Arrays.toString(one.timestampsMillis()));
        assertEquals("[NaN, Infinity, -Infinity, -0.0]", Arrays.toString(one.values()));
    }

    @Test
    void aTimeCutOffJustBeforeItsMillisecondIsPutRight() {
        answersFrames(
                frame(MATRIX, fields(number("{}")), "{\"values\":[[1122,2123],[1,2]],\"nanos\":[[999872,256],null]}"));
        Framed framed = range("1970-01-01T00:00:01.123Z", "1970-01-01T00:00:03.123Z", Duration.ofSeconds(1));
        assertEquals("[1123, 2123]", Arrays.toString(series(framed).get(0).timestampsMillis()));
        assertTrue(framed.kept());
    }

    @Test
    void seesAnotherStepAndAnotherGrid() {
        String frame = frame(MATRIX, fields(number("{}")), "{\"values\":[[1000,2000],[1,2]]}");
        answersFrames(frame);
        assertTrue(range("1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z", Duration.ofSeconds(1))
                .kept());
        answersFrames(frame);
        assertFalse(range("1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z", Duration.ofMillis(500))
                .kept());
        answersFrames(frame.replace("2000", "2400"));
        assertFalse(range("1970-01-01T00:00:01Z", "1970-01-01T00:00:03Z", Duration.ofSeconds(1))
                .kept());
    }

    @Test
    void asksForTheStepAndMovesGrafanasGridOntoOurs() throws Exception {
        answersFrames(frame(MATRIX, "", "{\"values\":[]}"));
        range("2025-08-03T10:00:07Z", "2025-08-03T11:00:00Z", Duration.ofSeconds(30));
        RecordedRequest request = server.takeRequest();
        assertEquals("/api/ds/query?ds_type=prometheus", request.getTarget());
        JsonNode body = JSON.readTree(Objects.requireNonNull(request.getBody()).utf8());
        JsonNode query = body.path("queries").path(0);
        assertEquals("uid-1", query.path("datasource").path("uid").asText());
        assertEquals(30_000, query.path("intervalMs").asLong());
        assertEquals("30s", query.path("interval").asText());
        assertFalse(query.path("exemplar").asBoolean());
        long start = Instant.parse("2025-08-03T10:00:07Z").getEpochSecond();
        assertEquals(0, (start + query.path("utcOffsetSec").asLong()) % 30);
        assertEquals(Long.toString(start * 1000), body.path("from").asText());
    }

    @Test
    void readsSeveralSeriesOfOneFrameAndLeavesOutExemplarsAndHistograms() {
        answersFrames(
                "{\"data\":{\"values\":[[1000,2000],[1,2],[3,null]]},\"schema\":{\"fields\":["
                        + fields(number("{\"a\":\"1\"}") + "," + number("{\"a\":\"2\"}")) + "]}}",
                frame("{\"custom\":{\"resultType\":\"exemplar\"}}", fields(number("{}")), "{\"values\":[[1],[1]]}"),
                frame("{\"type\":\"heatmap-cells\"}", fields(number("{}")), "{\"values\":[[1],[1]]}"));
        Framed framed = range("1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z", Duration.ofSeconds(1));
        assertEquals(2, series(framed).size());
        assertEquals("[1.0, 2.0]", Arrays.toString(series(framed).get(0).values()));
        assertEquals("[3.0]", Arrays.toString(series(framed).get(1).values()));
        assertEquals(1, framed.histograms());
    }

    private Framed instant(String expression) {
        return queries().instant(InstantQuery.of(expression, Optional.of(AT), TIMEOUT), false);
    }

    @Test
    void readsTheFourTypesOfResult() {
        String times = "{\"values\":[[1641889532122],";
        answersFrames(
                frame("{\"custom\":{\"resultType\":\"vector\"}}", fields(number("{\"a\":\"1\"}")), times + "[7]]}"),
                frame("{\"custom\":{\"resultType\":\"vector\"}}", fields(number("{\"a\":\"2\"}")), times + "[8]]}"));
        InstantVector vector = (InstantVector) instant("x").answer().result();
        assertEquals(
                List.of(7.0, 8.0),
                vector.elements().stream().map(each -> each.value()).toList());
        assertEquals(AT, vector.elements().get(0).time());
        assertEquals(Labels.of("a", "2"), vector.elements().get(1).labels());

        answersFrames(frame(
                "{\"type\":\"numeric-multi\",\"custom\":{\"resultType\":\"scalar\"}}",
                fields(number("{}")),
                times + "[1.5]]}"));
        assertEquals(new Scalar(AT, 1.5), instant("1.5").answer().result());

        answersFrames(frame(
                "{\"custom\":{\"resultType\":\"string\"}}",
                fields("{\"name\":\"v\",\"type\":\"string\",\"labels\":{}}"),
                times + "[\"hi\"]]}"));
        assertEquals(new StringValue(AT, "hi"), instant("'hi'").answer().result());

        answersFrames("{\"schema\":{\"fields\":[]},\"data\":{\"values\":[]}}");
        assertEquals(new InstantVector(List.of()), instant("nix").answer().result());
    }

    @Test
    void tellsEveryRemarkOnceAndWhetherSomethingIsMissing() {
        String notices =
                "{\"notices\":[{\"severity\":\"warning\",\"text\":\"W\"},{\"severity\":\"info\",\"text\":\"I\"}]}";
        String frame = frame(notices, fields(number("{}")), "{\"values\":[[1000],[1]]}");
        answersFrames(frame, frame);
        Framed framed = instant("x");
        assertEquals(List.of("W"), framed.answer().warnings());
        assertEquals(List.of("I"), framed.answer().infos());
        assertTrue(framed.answer().partial());
        answersFrames(frame.replace("\"W\"", "\"PromQL warning: w\""));
        assertFalse(instant("x").answer().partial());
    }

    @Test
    void anErrorIsAFailureWhateverTheStatus() {
        String refusal =
                "{\"results\":{\"A\":{\"error\":\"bad_data: invalid parameter \\\"query\\\": 1:3: parse error: no\","
                        + "\"status\":400,\"frames\":[]}}}";
        answers(refusal);
        Failure told = assertThrows(Failure.class, () -> instant("a b c"));
        assertEquals(FailureKind.USAGE, told.kind());
        assertEquals("1:3: parse error: no", told.message());
        assertEquals("  a b c", told.detail().get(0));
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Type", "application/json")
                .body(refusal)
                .build());
        assertEquals(
                "1:3: parse error: no",
                assertThrows(Failure.class, () -> instant("a b c")).message());
        answers("{\"results\":{\"A\":{\"error\":\"timeout: query timed out\",\"frames\":[]}}}");
        assertEquals(
                FailureKind.UNREACHABLE,
                assertThrows(Failure.class, () -> instant("x")).kind());
    }

    @Test
    void anAnswerThatBreaksOffOrIsNoneIsAFailure() {
        String whole = "{\"results\":{\"A\":{\"frames\":["
                + frame(MATRIX, fields(number("{}")), "{\"values\":[[1000,2000],[1,2]]}") + "]}}}";
        for (int length = 1; length < whole.length(); length += 7) {
            answers(whole.substring(0, length));
            assertThrows(Failure.class, () -> instant("x"));
        }
        for (String other : List.of("[]", "{}", "12", "", "{\"message\":\"hi\"}")) {
            answers(other);
            assertThrows(Failure.class, () -> instant("x"), other);
        }
    }

    @Test
    void anAnswerPastTheBoundIsCutAndSaysSo() {
        StringBuilder times = new StringBuilder("[1000");
        StringBuilder values = new StringBuilder("[1");
        for (int i = 1; i < 10_000; i++) {
            times.append(',').append(1000 + i);
            values.append(",1");
        }
        answersFrames(frame(MATRIX, fields(number("{}")), "{\"values\":[" + times + "]," + values + "]]}"));
        Framed framed = queries(new AnswerBound(5_000, 1_000_000_000))
                .instant(InstantQuery.of("x", Optional.of(AT), TIMEOUT), true);
        assertTrue(CutAnswer.isCut(framed.answer()));
    }
}
