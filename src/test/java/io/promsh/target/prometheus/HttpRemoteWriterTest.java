package io.promsh.target.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.Series;
import io.promsh.model.SparseHistogram;
import io.promsh.model.SparseHistogram.Layout;
import io.promsh.model.SparseHistogram.Span;
import io.promsh.model.Values;
import io.promsh.target.RemoteWriter.Written;
import io.promsh.target.WriteBatch;
import io.promsh.target.http.WireOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpRemoteWriterTest {
    private static final WriteBatch BATCH = new WriteBatch(
            List.of(
                    Series.of(
                            Labels.of("__name__", "up", "job", "a", "\ud83d\ude00", "late", "\ufb01", "early"),
                            new long[] {1_000, 2_000, 3_000},
                            new double[] {0, -0.0, Double.longBitsToDouble(Values.STALE_BITS)}),
                    Series.of(Labels.of("__name__", "down"), new long[] {-5}, new double[] {1.5})),
            List.of(),
            Map.of("up", new MetricMetadata("gauge", "Whether", "")));

    /** Labels in the order of their bytes, which Java's own order is not beyond the basic plane. */
    private static final List<String> SENT = List.of(
            "__name__=up job=a \ufb01=early \ud83d\ude00=late 0@1000",
            "__name__=up job=a \ufb01=early \ud83d\ude00=late 8000000000000000@2000",
            "__name__=up job=a \ufb01=early \ud83d\ude00=late 7ff0000000000002@3000",
            "__name__=down 3ff8000000000000@-5");

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final List<Duration> waits = new ArrayList<>();

    private HttpRemoteWriter writer(String path, Map<String, String> headers) {
        WireOptions options = Answers.options().withPause((lock, wait) -> waits.add(wait));
        TargetSpec spec = new TargetSpec(
                "out",
                "prometheus",
                Answers.base(server) + path,
                new TargetSpec.Credentials("me", "s3cret"),
                headers,
                TargetSpec.Tls.DEFAULT);
        return new HttpRemoteWriter(spec, options);
    }

    private HttpRemoteWriter writer() {
        return writer("", Map.of());
    }

    private void answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    private void stored(int samples) {
        answer(204, "", "X-Prometheus-Remote-Write-Samples-Written", Integer.toString(samples));
    }

    private static byte[] body(RecordedRequest request) {
        return Objects.requireNonNull(request.getBody()).toByteArray();
    }

    @Test
    void speaksTheSecondVersionToThoseWhoKnowIt() throws Exception {
        stored(4);
        assertEquals(
                new Written(4, "2.0", 1),
                writer("", Map.of("X-Scope-OrgID", "team")).write(BATCH));
        RecordedRequest request = server.takeRequest();
        assertEquals("POST", request.getMethod());
        assertEquals("/api/v1/write", request.getTarget());
        assertEquals(
                "application/x-protobuf;proto=io.prometheus.write.v2.Request",
                request.getHeaders().get("Content-Type"));
        assertEquals("snappy", request.getHeaders().get("Content-Encoding"));
        assertEquals("2.0.0", request.getHeaders().get("X-Prometheus-Remote-Write-Version"));
        assertEquals("Basic bWU6czNjcmV0", request.getHeaders().get("Authorization"));
        assertEquals("team", request.getHeaders().get("X-Scope-OrgID"));
        assertEquals(SENT, Unpacked.second(body(request)));
    }

    @Test
    void fallsBackToTheFirstVersionOn415AndStaysThere() throws Exception {
        answer(415, "unsupported");
        answer(204, "");
        answer(204, "");
        HttpRemoteWriter writer = writer();
        assertEquals(new Written(4, "1.0", 2), writer.write(BATCH));
        writer.write(BATCH);
        server.takeRequest();
        RecordedRequest first = server.takeRequest();
        assertEquals("application/x-protobuf", first.getHeaders().get("Content-Type"));
        assertEquals("0.1.0", first.getHeaders().get("X-Prometheus-Remote-Write-Version"));
        assertEquals(SENT, Unpacked.first(body(first)));
        assertEquals(SENT, Unpacked.first(body(server.takeRequest())));
        byte[] metadata =
                Unpacked.fields(Unpacked.snappy(body(first)), 3).get(0).bytes();
        assertEquals("up", Unpacked.fields(metadata, 2).get(0).text());
        assertEquals(2, Unpacked.fields(metadata, 1).get(0).value());
        assertEquals("Whether", Unpacked.fields(metadata, 4).get(0).text());
    }

    /** A receiver that knows 1.0 alone reads a 2.0 message as an empty one, and is content. */
    @Test
    void doesNotTakeTheSilenceOfAnOldReceiverForSuccess() throws Exception {
        answer(204, "");
        answer(204, "");
        assertEquals(new Written(4, "1.0", 2), writer().write(BATCH));
        server.takeRequest();
        assertEquals(SENT, Unpacked.first(body(server.takeRequest())));
    }

    /** Fields of a message, a word each: number, then the value or, of bytes, these in hexadecimal. */
    private static String words(byte[] message) {
        return Unpacked.fields(message).stream()
                .map(field -> field.number() + ":"
                        + (field.bytes().length > 0
                                ? HexFormat.of().formatHex(field.bytes())
                                : Long.toHexString(field.value())))
                .collect(Collectors.joining(" "));
    }

    @Test
    void sendsNativeHistogramsInBothVersions() throws Exception {
        Labels labels = Labels.of("__name__", "wait");
        Layout layout =
                new Layout(3, 0.5, List.of(new Span(-2, 1), new Span(3, 1)), List.of(new Span(1, 1)), List.of());
        Layout custom = new Layout(Layout.CUSTOM, 0, List.of(new Span(0, 2)), List.of(), List.of(1.0));
        long one = Double.doubleToRawLongBits(1);
        WriteBatch batch = new WriteBatch(
                List.of(),
                List.of(new WriteBatch.Histograms(
                        labels,
                        List.of(
                                new SparseHistogram(layout, false, 2, 1, 300, 0, 1, new long[] {200, -100, 5}),
                                new SparseHistogram(custom, true, 3, 2, 0, one, 1, new long[] {one, 0}),
                                SparseHistogram.stale(true, 3)))),
                Map.of());
        assertEquals(3, batch.samples());
        String real = "000000000000f03f";
        List<String> sent = List.of(
                "1:12c 3:3ff0000000000000 4:6 5:3fe0000000000000 6:0 8:08021001 9:0a 11:08031001 11:08061001"
                        + " 12:9003c701 15:1",
                "2:0 3:3ff0000000000000 4:69 7:3ff0000000000000 11:1002 13:" + real + "0000000000000000 14:3 15:2 16:"
                        + real,
                "2:3ff0000000000000 3:7ff0000000000002 7:0 15:3");
        answer(
                204,
                "",
                "X-Prometheus-Remote-Write-Samples-Written",
                "0",
                "X-Prometheus-Remote-Write-Histograms-Written",
                "3");
        answer(415, "");
        answer(204, "");
        assertEquals(new Written(3, "2.0", 1), writer().write(batch));
        byte[] second = Unpacked.snappy(body(server.takeRequest()));
        byte[] series = Unpacked.fields(second, 5).get(0).bytes();
        assertEquals(
                sent,
                Unpacked.fields(series, 3).stream()
                        .map(field -> words(field.bytes()))
                        .toList());
        assertEquals(new Written(3, "1.0", 2), writer().write(batch));
        server.takeRequest();
        byte[] first = Unpacked.fields(Unpacked.snappy(body(server.takeRequest())), 1)
                .get(0)
                .bytes();
        assertEquals(
                sent,
                Unpacked.fields(first, 4).stream()
                        .map(field -> words(field.bytes()))
                        .toList());
        assertEquals(
                "1:5f5f6e616d655f5f 2:77616974",
                words(Unpacked.fields(first, 1).get(0).bytes()));
    }

    @Test
    void doesNotTryAgainWhereNativeHistogramsAreSwitchedOff() {
        answer(415, "");
        answer(500, "native histograms are disabled\n");
        Failure failure = assertThrows(Failure.class, () -> writer().write(BATCH));
        assertEquals(FailureKind.FAILED, failure.kind());
        assertTrue(failure.hint().contains("--enable-feature=native-histograms"), failure::hint);
        assertEquals(2, server.getRequestCount());
    }

    @Test
    void saysHowManyWereStoredWhenNotAllWere() {
        stored(3);
        assertEquals(3, writer().write(BATCH).samples());
    }

    @Test
    void triesABusyReceiverAgainWithGrowingPauses() {
        stored(4);
        HttpRemoteWriter writer = writer();
        writer.write(BATCH);
        answer(503, "overloaded");
        answer(500, "broken");
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        answer(429, "slower", "Retry-After", "7");
        stored(4);
        // The broken connection is made anew below, without a pause.
        assertEquals(new Written(4, "2.0", 4), writer.write(BATCH));
        assertEquals(3, waits.size());
        assertTrue(waits.get(0).compareTo(waits.get(1)) <= 0, () -> "" + waits);
        assertEquals(Duration.ofSeconds(7), waits.get(2));
    }

    @Test
    void givesUpSoonOnOneThatNeverAnswered() {
        for (int i = 0; i < 3; i++) {
            answer(503, "down");
        }
        Failure failure = assertThrows(Failure.class, () -> writer().write(BATCH));
        assertEquals(FailureKind.UNREACHABLE, failure.kind());
        assertEquals(3, server.getRequestCount());
        assertTrue(failure.message().endsWith("refused the samples with HTTP 503: down"), failure::message);
    }

    @Test
    void namesWhatIsRefusedForGoodAndDoesNotTryAgain() {
        answer(415, "");
        answer(400, "out of order sample\nmore");
        Failure failure = assertThrows(Failure.class, () -> writer().write(BATCH));
        assertTrue(failure.message().endsWith("HTTP 400: out of order sample"), failure::message);
        assertTrue(failure.hint().contains("out_of_order_time_window"), failure::hint);
        assertEquals(2, server.getRequestCount());
        assertEquals(List.of(), waits);
    }

    @Test
    void keepsSecretsOutOfARefusal() {
        answer(401, "no user me with s3cret");
        Failure failure = assertThrows(Failure.class, () -> writer().write(BATCH));
        assertEquals(FailureKind.DENIED, failure.kind());
        assertFalse(failure.message().contains("s3cret"), failure::message);
    }

    @Test
    void findsTheWayInOfEachProduct() throws Exception {
        Map<String, String> ways = Map.of(
                "", "/api/v1/write",
                "/prometheus", "/api/v1/push",
                "/api/prom", "/api/prom/push",
                "/api/v1/receive", "/api/v1/receive",
                "/insert/0/prometheus/api/v1/write", "/insert/0/prometheus/api/v1/write");
        for (Map.Entry<String, String> way : ways.entrySet()) {
            stored(4);
            writer(way.getKey(), Map.of()).write(BATCH);
            assertEquals(way.getValue(), server.takeRequest().getTarget(), way.getKey());
        }
    }

    @Test
    void looksForAnotherWayWhereThereIsNone() throws Exception {
        answer(404, "not found");
        answer(404, "not found");
        stored(4);
        HttpRemoteWriter writer = writer();
        writer.write(BATCH);
        server.takeRequest();
        assertEquals("/api/v1/receive", server.takeRequest().getTarget());
        assertEquals("/api/v1/push", server.takeRequest().getTarget());
        assertTrue(writer.address().endsWith("/api/v1/push"));
        answer(404, "remote write receiver needs to be enabled");
        answer(404, "");
        answer(404, "");
        Failure failure = assertThrows(Failure.class, () -> writer().write(BATCH));
        assertTrue(failure.hint().contains("--web.enable-remote-write-receiver"), failure::hint);
    }

    @Test
    void isEndedFromAnotherThread() {
        HttpRemoteWriter writer = writer();
        writer.cancel();
        Failure failure = assertThrows(Failure.class, () -> writer.write(BATCH));
        assertEquals(FailureKind.INTERRUPTED, failure.kind());
    }
}
