package io.promsh.target.prometheus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.TimeRange;
import io.promsh.model.Values;
import io.promsh.promql.Corpora;
import io.promsh.target.RawAnswer;
import io.promsh.target.RawMethod;
import io.promsh.target.RawQuery;
import io.promsh.target.RawSink;
import io.promsh.target.SeriesMatcher;
import io.promsh.tsdb.XorDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** Remote read against recorded bytes of a real server, and against what servers answer that do not have it. */
class RemoteReadTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final TimeRange WINDOW =
            new TimeRange(Instant.ofEpochMilli(1_690_000_000_000L), Instant.ofEpochMilli(1_700_000_000_001L));

    @StartStop
    private final MockWebServer server = new MockWebServer();

    /** Takes all in: time and bits by series. */
    private static final class Sink implements RawSink {
        private final Map<Labels, List<long[]>> series = new TreeMap<>();
        private List<long[]> current = new ArrayList<>();
        private int calls;
        private int most = Integer.MAX_VALUE;

        @Override
        public void series(Labels labels) {
            current = series.computeIfAbsent(labels, fresh -> new ArrayList<>());
        }

        @Override
        public void samples(long[] times, double[] values, int count) {
            for (int i = 0; i < count; i++) {
                current.add(new long[] {times[i], Double.doubleToRawLongBits(values[i])});
            }
            calls++;
        }

        @Override
        public void histogram(HistogramSample sample) {}

        @Override
        public void chunk(int encoding, byte[] chunk) {
            assertEquals(1, encoding);
            XorDecoder decoder = new XorDecoder(chunk);
            while (decoder.next()) {
                current.add(new long[] {decoder.time(), decoder.bits()});
            }
            calls++;
        }

        @Override
        public boolean isFull() {
            return calls >= most;
        }
    }

    private static MockResponse bytes(byte[] body, String type) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", type)
                .body(new Buffer().write(body))
                .build();
    }

    private void answerConfiguration(String yaml) {
        answer("{\"status\":\"success\",\"data\":{\"version\":\"2.42.0\"}}");
        answer("{\"status\":\"success\",\"data\":{\"yaml\":\"" + yaml + "\"}}");
    }

    private void answer(String json) {
        server.enqueue(bytes(json.getBytes(StandardCharsets.UTF_8), "application/json"));
    }

    private RawAnswer read(RawSink sink, SeriesMatcher... matchers) {
        try (HttpPrometheus target =
                HttpPrometheus.open(TargetSpec.open("mock", server.url("/").toString()))) {
            RawQuery query = new RawQuery("py_metric", List.of(matchers), WINDOW, TIMEOUT, RawMethod.REMOTE_READ);
            return target.readRaw(query, sink);
        }
    }

    private static Map<Labels, List<long[]>> expected(JsonNode recorded) {
        Map<Labels, List<long[]>> all = new TreeMap<>();
        for (JsonNode series : recorded.get("series")) {
            Map<String, String> labels = new TreeMap<>();
            series.get("labels")
                    .properties()
                    .forEach(one -> labels.put(one.getKey(), one.getValue().asText()));
            List<long[]> samples = new ArrayList<>();
            for (JsonNode sample : series.get("samples")) {
                samples.add(
                        new long[] {sample.get(0).asLong(), bits(sample.get(1).asText())});
            }
            all.put(Labels.of(labels), samples);
        }
        return all;
    }

    private static long bits(String text) {
        return switch (text) {
            case "stale" -> Values.STALE_BITS;
            case "nan", "NaN" -> Double.doubleToRawLongBits(Double.NaN);
            case "inf", "+Inf" -> Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
            case "-inf", "-Inf" -> Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
            default -> Double.doubleToRawLongBits(Double.parseDouble(text));
        };
    }

    private static void assertSame(Map<Labels, List<long[]>> expected, Map<Labels, List<long[]>> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((labels, samples) -> {
            List<long[]> got = found.getOrDefault(labels, List.of());
            assertEquals(samples.size(), got.size());
            for (int i = 0; i < samples.size(); i++) {
                assertEquals(samples.get(i)[0], got.get(i)[0]);
                boolean nan = Double.isNaN(Double.longBitsToDouble(samples.get(i)[1]));
                boolean anyNan = nan && Double.isNaN(Double.longBitsToDouble(got.get(i)[1]));
                boolean stale = samples.get(i)[1] == Values.STALE_BITS;
                assertTrue(samples.get(i)[1] == got.get(i)[1] || (anyNan && !stale), labels + " " + i);
            }
        });
    }

    @Test
    void readsRecordedChunksFrameByFrameAndRecordedSamples() throws IOException {
        Corpora corpora = Corpora.require();
        JsonNode decoded = corpora.document("tsdb/remote-read/decoded.json");
        for (String kind : List.of("streamed-xor-chunks", "samples")) {
            JsonNode recorded = decoded.get(kind);
            answerConfiguration("global: {}");
            byte[] body = Files.readAllBytes(corpora.path("tsdb/remote-read/" + kind + ".response"));
            server.enqueue(bytes(body, recorded.get("content_type").asText()));
            Sink sink = new Sink();
            RawAnswer answer = read(sink, new SeriesMatcher("__name__", "=", "py_metric"));
            assertTrue(answer.whole(), kind);
            assertEquals(body.length, answer.bytes());
            assertSame(expected(recorded), sink.series);
        }
    }

    @Test
    void asksAsTheProtocolSays() throws IOException {
        RawQuery query = new RawQuery(
                "py_metric{n=~\"3|7|11\"}",
                List.of(new SeriesMatcher("__name__", "=", "py_metric"), new SeriesMatcher("n", "=~", "3|7|11")),
                new TimeRange(Instant.ofEpochMilli(5), Instant.ofEpochMilli(10)),
                TIMEOUT,
                RawMethod.REMOTE_READ);
        Protobuf request = new Protobuf(RemoteRead.request(query), 0, RemoteRead.request(query).length);
        assertTrue(request.next());
        Protobuf inner = request.message();
        List<String> fields = new ArrayList<>();
        while (inner.next()) {
            if (inner.field() < 3) {
                fields.add(inner.field() + "=" + inner.varint());
                continue;
            }
            Protobuf matcher = inner.message();
            while (matcher.next()) {
                fields.add("m" + matcher.field() + "=" + (matcher.field() == 1 ? matcher.varint() : matcher.text()));
            }
        }
        assertTrue(request.next());
        assertEquals(2, request.field());
        assertArrayEquals(new byte[] {1, 0}, request.data(), "chunks rather than samples, both numbers packed");
        assertFalse(request.next());
        // The window is half-open, the protocol's is closed; an equality is what is left out.
        assertEquals(List.of("1=5", "2=9", "m2=__name__", "m3=py_metric", "m1=2", "m2=n", "m3=3|7|11"), fields);
    }

    @Test
    void cutsAndDamageAreFailuresThatPass() throws IOException {
        Corpora corpora = Corpora.require();
        byte[] body = Files.readAllBytes(corpora.path("tsdb/remote-read/streamed-xor-chunks.response"));
        byte[] damaged = body.clone();
        damaged[200] ^= 1;
        String type = "application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse";
        for (byte[] wrong : List.of(damaged, Arrays.copyOf(body, 1000), Arrays.copyOf(body, body.length - 1))) {
            answerConfiguration("global: {}");
            server.enqueue(bytes(wrong, type));
            Failure failure = assertThrows(Failure.class, () -> read(new Sink()));
            assertTrue(failure.getCause() instanceof IOException, failure.message());
        }
    }

    @Test
    void stopsWhereTheSinkIsFull() throws IOException {
        Corpora corpora = Corpora.require();
        answerConfiguration("global: {}");
        server.enqueue(bytes(
                Files.readAllBytes(corpora.path("tsdb/remote-read/streamed-xor-chunks.response")),
                "application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse"));
        Sink sink = new Sink();
        sink.most = 1;
        assertFalse(read(sink).whole());
    }

    @Test
    void saysThatItIsNotOfferedByTheCause() {
        for (int status : new int[] {404, 405, 501}) {
            answerConfiguration("global: {}");
            server.enqueue(new MockResponse.Builder().code(status).body("no").build());
            Failure failure = assertThrows(Failure.class, () -> read(new Sink()));
            assertTrue(failure.getCause() instanceof UnsupportedOperationException, failure.message());
        }
    }

    @Test
    void isNotTrustedWhereTheServerDoesNotTellItsExternalLabels() {
        answer("{\"status\":\"success\",\"data\":{\"version\":\"2.42.0\"}}");
        server.enqueue(new MockResponse.Builder().code(403).build());
        Failure failure = assertThrows(Failure.class, () -> read(new Sink()));
        assertTrue(failure.getCause() instanceof UnsupportedOperationException);
    }

    @Test
    void takesExternalLabelsOffAgain() throws Exception {
        Corpora corpora = Corpora.require();
        JsonNode recorded = corpora.document("tsdb/remote-read/decoded.json").get("streamed-xor-chunks");
        answerConfiguration("global:\\n  external_labels: {n: '11'}\\n");
        answer("{\"status\":\"success\",\"data\":[\"3\",\"7\"]}");
        server.enqueue(bytes(
                Files.readAllBytes(corpora.path("tsdb/remote-read/streamed-xor-chunks.response")),
                recorded.get("content_type").asText()));
        Sink sink = new Sink();
        read(sink, new SeriesMatcher("__name__", "=", "py_metric"));
        assertTrue(
                sink.series.keySet().stream().anyMatch(labels -> labels.get("n").isEmpty()));
        assertTrue(sink.series.keySet().stream()
                .noneMatch(labels -> labels.get("n").equals("11")));
        for (int i = 0; i < 3; i++) {
            server.takeRequest();
        }
        RecordedRequest post = server.takeRequest();
        assertEquals("/api/v1/read", post.getUrl().encodedPath());
        assertEquals("snappy", post.getHeaders().get("Content-Encoding"));
        assertEquals("identity", post.getHeaders().get("Accept-Encoding"));
    }
}
