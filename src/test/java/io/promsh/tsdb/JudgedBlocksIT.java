package io.promsh.tsdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promsh.model.Labels;
import io.promsh.model.Values;
import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** promtool and a real server as judges of the blocks made here. */
@Tag("integration")
class JudgedBlocksIT {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");
    private static final long START = Instant.parse("2025-08-01T00:00:00Z").toEpochMilli();
    private static final int SERIES = 7;
    private static final int SAMPLES = 2 * 2880;

    /** Two days at 30 s: sums, noise, NaN, infinities, minus zero, and times that waver. */
    private static BuildReport build(Path folder) {
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.usual(NOW), NOW)) {
            Random random = new Random(4);
            for (int i = 0; i < SERIES; i++) {
                int series = builder.series(labels(i));
                for (int j = 0; j < SAMPLES; j++) {
                    builder.append(series, time(j), value(i, j, random));
                }
            }
            return builder.finish();
        }
    }

    private static Labels labels(int i) {
        return Labels.of("__name__", "judged_total", "room", "b\u00fcro " + i, "path", "/a \"b\"");
    }

    private static long time(int j) {
        return START + 30_000L * j + j % 3;
    }

    private static double value(int i, int j, Random random) {
        return switch (j % 50) {
            case 7 -> Double.NaN;
            case 8 -> Double.POSITIVE_INFINITY;
            case 9 -> Double.NEGATIVE_INFINITY;
            case 10 -> -0.0;
            case 11 -> Double.MIN_VALUE;
            default -> i % 2 == 0 ? i * j : random.nextGaussian();
        };
    }

    @Test
    void promtoolListsAnalysesAndDumpsThem(@TempDir Path folder) throws IOException {
        BuildReport report = build(folder);
        assertEquals((long) SERIES * SAMPLES, report.samples());
        String list = RealPrometheus.promtool("tsdb", "list", folder.toString());
        for (BlockMeta block : report.blocks()) {
            assertTrue(list.contains(block.ulid()), list);
        }
        String analysis = RealPrometheus.promtool(
                "tsdb", "analyze", folder.toString(), report.blocks().get(0).ulid());
        assertTrue(analysis.contains("judged_total"), analysis);
        // It looks for a log as well, if only an empty one.
        Files.createDirectory(folder.resolve("wal"));
        long lines = RealPrometheus.promtool("tsdb", "dump", folder.toString())
                .lines()
                .filter(line -> line.startsWith("{"))
                .count();
        assertEquals((long) SERIES * SAMPLES, lines);
    }

    @Test
    void aServerServesEverySampleBitForBit(@TempDir Path folder) throws Exception {
        build(folder);
        Map<Labels, List<String>> expected = new TreeMap<>(CodePointOrder.LABELS);
        Random random = new Random(4);
        for (int i = 0; i < SERIES; i++) {
            List<String> samples = new ArrayList<>();
            for (int j = 0; j < SAMPLES; j++) {
                samples.add(sample(time(j), value(i, j, random)));
            }
            expected.put(labels(i), samples);
        }
        Map<Labels, List<String>> served = new TreeMap<>(CodePointOrder.LABELS);
        try (RealPrometheus server = RealPrometheus.on(folder)) {
            JsonNode answer = get(server, "/api/v1/query?time=" + NOW.getEpochSecond() + "&query=judged_total%5B7d%5D");
            for (JsonNode series : answer.at("/data/result")) {
                List<String> samples = new ArrayList<>();
                series.get("values")
                        .forEach(pair -> samples.add(sample(
                                pair.get(0).decimalValue().movePointRight(3).longValueExact(),
                                Values.parse(pair.get(1).textValue()))));
                served.put(GoldenSeries.labels(series.get("metric")), samples);
            }
        }
        assertEquals(expected.toString(), served.toString());
    }

    private static String sample(long time, double value) {
        // The query interface has one word for all NaN.
        return GoldenSeries.sample(time, Double.isNaN(value) ? 0 : Double.doubleToRawLongBits(value));
    }

    private static JsonNode get(RealPrometheus server, String path) throws IOException, InterruptedException {
        String body = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(body);
    }
}
