package io.promsh.target.prometheus;

import static io.promsh.target.prometheus.Answers.TIMEOUT;
import static io.promsh.target.prometheus.Answers.query;
import static io.promsh.target.prometheus.Answers.success;
import static io.promsh.target.prometheus.Answers.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.QueryResult.Scalar;
import io.promsh.model.QueryResult.StringValue;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.target.CutAnswer;
import io.promsh.target.InstantQuery;
import io.promsh.target.RangeQuery;
import io.promsh.target.http.AnswerBound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpPrometheusTest {
    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void asksByFormWithoutPackingOnLoopback() throws Exception {
        server.enqueue(vector());
        Answers.target(server)
                .instantQuery(InstantQuery.of(
                        "up{a=\"\u00e9&+\"}", Optional.of(Instant.ofEpochMilli(1_500)), Duration.ofSeconds(7)));
        RecordedRequest request = server.takeRequest();
        assertEquals("POST", request.getMethod());
        assertEquals("/api/v1/query", request.getTarget());
        assertEquals(
                "query=up%7Ba%3D%22%C3%A9%26%2B%22%7D&time=1.5&timeout=7",
                Objects.requireNonNull(request.getBody()).utf8());
        assertEquals("identity", request.getHeaders().get("Accept-Encoding"));
        assertEquals("promsh/test", request.getHeaders().get("User-Agent"));
        assertNull(request.getHeaders().get("Authorization"));
    }

    @Test
    void asksForPackingWhereAWireCarriesTheAnswer() throws Exception {
        server.enqueue(vector());
        TargetSpec far = TargetSpec.open("far", "http://prometheus.invalid");
        Map<String, String> proxied = Map.of("http_proxy", "http://127.0.0.1:" + server.getPort());
        try (HttpPrometheus target = new HttpPrometheus(far, Answers.options().withEnvironment(proxied))) {
            query(target, "up");
        }
        assertEquals("gzip", server.takeRequest().getHeaders().get("Accept-Encoding"));
    }

    @Test
    void keepsThePathOfTheAddress() throws Exception {
        server.enqueue(vector());
        HttpPrometheus target =
                new HttpPrometheus(TargetSpec.open("cloud", Answers.base(server) + "/api/prom"), Answers.options());
        query(target, "1");
        assertEquals("/api/prom/api/v1/query", server.takeRequest().getTarget());
        assertTrue(target.address().endsWith("/api/prom"));
    }

    @Test
    void sendsBasicBearerAndCustomHeaders() throws Exception {
        server.enqueue(vector());
        server.enqueue(vector());
        query(Answers.target(server, new TargetSpec.Credentials("us\u00e9r", "pass")), "1");
        assertEquals("Basic dXPDqXI6cGFzcw==", server.takeRequest().getHeaders().get("Authorization"));
        TargetSpec spec = new TargetSpec(
                "mock",
                "prometheus",
                Answers.base(server),
                new TargetSpec.Credentials("", "tok"),
                Map.of("X-Scope-OrgID", "team-a"),
                TargetSpec.Tls.DEFAULT);
        query(new HttpPrometheus(spec, Answers.options()), "1");
        RecordedRequest request = server.takeRequest();
        assertEquals("Bearer tok", request.getHeaders().get("Authorization"));
        assertEquals("team-a", request.getHeaders().get("X-Scope-OrgID"));
    }

    @Test
    void leavesUserAndPasswordOutOfTheAddressShown() {
        HttpPrometheus target = new HttpPrometheus(
                TargetSpec.open("x", "http://ann:hush@example.org:9090/prom?token=hush#hush"), Answers.options());
        assertEquals("http://example.org:9090/prom", target.address());
    }

    @Test
    void fallsBackToGetWherePostIsRefusedAndRemembersIt() throws Exception {
        server.enqueue(Answers.answer(405, "text/plain", "Method Not Allowed"));
        server.enqueue(vector());
        server.enqueue(vector());
        HttpPrometheus target = Answers.target(server);
        query(target, "1");
        query(target, "2");
        assertEquals("POST", server.takeRequest().getMethod());
        assertEquals("/api/v1/query?query=1&timeout=10", server.takeRequest().getTarget());
        assertEquals("GET", server.takeRequest().getMethod());
    }

    @Test
    void usesOneConnectionForManyQuestions() throws Exception {
        server.enqueue(vector());
        server.enqueue(vector().newBuilder()
                .chunkedBody("{\"status\":\"success\",\"data\":null}", 5)
                .build());
        server.enqueue(vector());
        HttpPrometheus target = Answers.target(server);
        query(target, "1");
        query(target, "1");
        query(target, "1");
        assertEquals(0, server.takeRequest().getExchangeIndex());
        assertEquals(1, server.takeRequest().getExchangeIndex());
        assertEquals(2, server.takeRequest().getExchangeIndex());
    }

    @Test
    void readsAVectorWhateverTheOrderOfItsFields() {
        server.enqueue(success("{\"result\":[{\"value\":[1722.5,\"-0\"],\"metric\":{\"a\":\"1\",\"__name__\":\"m\"}},"
                + "{\"metric\":{\"__name__\":\"m\"},\"value\":[1722.5,\"+Inf\"],\"new\":{\"x\":[1]}}],"
                + "\"stats\":{\"deep\":[{}]},\"resultType\":\"vector\"}"));
        List<Element> elements =
                ((InstantVector) query(Answers.target(server), "m").result()).elements();
        assertEquals(Labels.of("__name__", "m", "a", "1"), elements.get(0).labels());
        assertEquals(-0.0, elements.get(0).value());
        assertEquals(Double.POSITIVE_INFINITY, elements.get(1).value());
        assertEquals(Instant.ofEpochMilli(1_722_500), elements.get(1).time());
        assertSame(elements.get(0).labels().value(0), elements.get(1).labels().value(0));
    }

    @Test
    void readsScalarAndString() {
        server.enqueue(success("{\"resultType\":\"scalar\",\"result\":[10.25,\"NaN\"]}"));
        server.enqueue(success("{\"resultType\":\"string\",\"result\":[10,\"7\"]}"));
        HttpPrometheus target = Answers.target(server);
        assertEquals(
                new Scalar(Instant.ofEpochMilli(10_250), Double.NaN),
                query(target, "a").result());
        assertEquals(
                new StringValue(Instant.ofEpochSecond(10), "7"),
                query(target, "a").result());
    }

    @Test
    void readsNativeHistogramsBesideFloats() {
        String histogram =
                "{\"count\":\"3\",\"sum\":\"0.5\",\"buckets\":[[0,\"0.25\",\"0.5\",\"2\"],[3,\"-0.1\",\"0.1\",\"1\"]]}";
        server.enqueue(success("{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[1,\"2\"]],"
                + "\"histograms\":[[2," + histogram + "],[3," + histogram + "]]}]}"));
        server.enqueue(success(
                "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"histogram\":[2," + histogram + "]}]}"));
        NativeHistogram expected =
                new NativeHistogram(3, 0.5, List.of(new Bucket(0, 0.25, 0.5, 2), new Bucket(3, -0.1, 0.1, 1)));
        HttpPrometheus target = Answers.target(server);
        Series series = ((RangeVector) query(target, "h[5m]").result()).series().get(0);
        assertEquals(3, series.size());
        assertEquals(3000, series.histograms().get(1).timestampMillis());
        assertEquals(expected, series.histograms().get(1).histogram());
        Element element =
                ((InstantVector) query(target, "h").result()).elements().get(0);
        assertEquals(Optional.of(expected), element.histogram());
        assertTrue(Double.isNaN(element.value()));
    }

    @Test
    void showsWarningsAndInfosAndCallsAnAnswerWithMissingDataPartial() {
        server.enqueue(Answers.json("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]},"
                + "\"warnings\":[\"PromQL warning: quantile (1:10)\",\"PromQL info: no counter\"],\"infos\":[\"i\"]}"));
        server.enqueue(Answers.json("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]},"
                + "\"warnings\":[\"receive series from store: rpc error\"]}"));
        server.enqueue(Answers.json(
                "{\"status\":\"success\",\"isPartial\":true," + "\"data\":{\"resultType\":\"vector\",\"result\":[]}}"));
        HttpPrometheus target = Answers.target(server);
        QueryAnswer fine = query(target, "a");
        assertEquals(List.of("PromQL warning: quantile (1:10)"), fine.warnings());
        assertEquals(List.of("i", "PromQL info: no counter"), fine.infos());
        assertFalse(fine.partial());
        assertTrue(query(target, "a").partial());
        assertTrue(query(target, "a").partial());
    }

    @Test
    void cutsAnAnswerPastTheBoundAndSaysSo() {
        StringBuilder values = new StringBuilder("[1,\"1\"]");
        for (int i = 2; i < 5000; i++) {
            values.append(",[").append(i).append(",\"1\"]");
        }
        server.enqueue(success("{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[" + values + "]}]}"));
        HttpPrometheus target = new HttpPrometheus(
                TargetSpec.open("mock", Answers.base(server)),
                Answers.options().withBound(new AnswerBound(2000, 1 << 20)));
        QueryAnswer answer = query(target, "a[1h]");
        assertTrue(answer.partial());
        assertTrue(CutAnswer.isCut(answer));
        assertTrue(
                answer.warnings().get(0).contains("shorter window"),
                answer.warnings().get(0));
        assertTrue(answer.result().sampleCount() >= 2000 && answer.result().sampleCount() < 5000);
    }

    @Test
    void doesNotCutAnAnswerThatJustFits() {
        server.enqueue(
                success("{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[1,\"1\"],[2,\"1\"]]}]}"));
        HttpPrometheus target = new HttpPrometheus(
                TargetSpec.open("mock", Answers.base(server)),
                Answers.options().withBound(new AnswerBound(2, 1 << 20)));
        assertFalse(query(target, "a[1h]").partial());
    }

    @Test
    void tellsStoredSamplesFromEvaluatedOnes() {
        String matrix = "{\"resultType\":\"matrix\",\"result\":[]}";
        for (int i = 0; i < 3; i++) {
            server.enqueue(success(matrix));
        }
        HttpPrometheus target = Answers.target(server);
        assertEquals(
                SampleKind.RAW,
                query(target, "m{a=\"[1:2]\"}[5m] offset 1h # [1:2]").kind());
        assertEquals(SampleKind.EVALUATED, query(target, "rate(m[5m])[1h:1m]").kind());
        RangeQuery range =
                new RangeQuery("m", Instant.EPOCH, Instant.ofEpochSecond(60), Duration.ofMillis(1500), TIMEOUT);
        assertEquals(SampleKind.EVALUATED, target.rangeQuery(range).kind());
    }

    @Test
    void endsARunningQuestionWhenCancelledFromAnotherThread() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        HttpPrometheus target = Answers.target(server);
        AtomicReference<Failure> seen = new AtomicReference<>();
        Thread asking = new Thread(() -> seen.set(assertThrows(Failure.class, () -> query(target, "1"))));
        asking.start();
        server.takeRequest();
        long began = System.nanoTime();
        target.cancel();
        asking.join();
        assertEquals(FailureKind.INTERRUPTED, Objects.requireNonNull(seen.get()).kind());
        assertTrue(System.nanoTime() - began < 1_000_000_000L);
    }

    @Test
    void answersAgainAfterACancellation() {
        server.enqueue(vector());
        HttpPrometheus target = Answers.target(server);
        target.cancel();
        assertEquals(1, query(target, "1").result().seriesCount());
    }

    @Test
    void triesAgainWhenTheServerIsBusyAsLongAsItAsks() {
        AtomicReference<Duration> waited = new AtomicReference<>(Duration.ZERO);
        HttpPrometheus target = new HttpPrometheus(
                TargetSpec.open("mock", Answers.base(server)),
                Answers.options().withPause((lock, duration) -> waited.set(duration)));
        server.enqueue(Answers.answer(429, "text/plain", "slow down")
                .newBuilder()
                .addHeader("Retry-After", "2")
                .build());
        server.enqueue(vector());
        assertEquals(1, query(target, "1").result().seriesCount());
        assertEquals(Duration.ofSeconds(2), waited.get());
    }

    @Test
    void givesUpWhenTheServerStaysBusyOrWantsALongPause() {
        for (int i = 0; i < 3; i++) {
            server.enqueue(Answers.answer(429, "text/plain", "too many outstanding requests"));
        }
        Failure failure = Answers.failure(Answers.target(server), "1");
        assertEquals(3, server.getRequestCount());
        assertTrue(failure.message().contains("too many outstanding requests"));
        server.enqueue(Answers.answer(429, "text/plain", "x")
                .newBuilder()
                .addHeader("Retry-After", "120")
                .build());
        assertTrue(Answers.failure(Answers.target(server), "1").hint().contains("after 120 s"));
        assertEquals(4, server.getRequestCount());
    }

    @Test
    void remembersTheLimitsMet() {
        server.enqueue(Answers.error(
                422, "execution", "the query time range exceeds the limit (query length: 800h0m0s, limit: 768h0m0s)"));
        server.enqueue(Answers.error(
                422, "execution", "query processing would load too many samples into memory in query execution"));
        HttpPrometheus target = Answers.target(server);
        Answers.failure(target, "1");
        Answers.failure(target, "1");
        assertEquals(
                List.of("32d as the length of one query's window", "a number of samples in one query"),
                target.limitsMet());
    }
}
