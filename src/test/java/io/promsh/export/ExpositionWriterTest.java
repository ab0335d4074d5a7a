package io.promsh.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The two text formats of one series, with what its target says of it. */
class ExpositionWriterTest {
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    private static String written(ExpositionWriter.Dialect dialect, String metric, MetricMetadata metadata)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteText text = new ByteText(bytes);
        MetricFamily family = MetricFamily.of(metric, Map.of(metric, metadata));
        ExpositionWriter writer = new ExpositionWriter(text, dialect, metric, family);
        writer.begin(Labels.of("__name__", metric, "job", "a\"b\\c\nd", "le", "+Inf"));
        writer.samples(Series.of(Labels.EMPTY, new long[] {1000, 2500, 3000}, new double[] {1, 0.25, STALE}));
        writer.end();
        writer.finish();
        text.finish();
        assertEquals(new Loss(1, 0, 0), writer.lost());
        assertEquals(2, writer.written());
        return bytes.toString(UTF_8);
    }

    @Test
    void writesOpenMetrics() throws IOException {
        MetricMetadata counter = new MetricMetadata("counter", "Time \"spent\"\nand \\ more.", "seconds");
        assertEquals("""
                # TYPE busy_seconds counter
                # HELP busy_seconds Time \\"spent\\"\\nand \\\\ more.
                # UNIT busy_seconds seconds
                busy_seconds_total{job="a\\"b\\\\c\\nd",le="+Inf"} 1 1
                busy_seconds_total{job="a\\"b\\\\c\\nd",le="+Inf"} 0.25 2.500
                # EOF
                """, written(ExpositionWriter.Dialect.OPENMETRICS, "busy_seconds_total", counter));
    }

    @Test
    void writesTheOlderTextFormat() throws IOException {
        MetricMetadata counter = new MetricMetadata("counter", "Time \"spent\"\nand \\ more.", "seconds");
        assertEquals("""
                # TYPE busy_seconds_total counter
                # HELP busy_seconds_total Time "spent"\\nand \\\\ more.
                busy_seconds_total{job="a\\"b\\\\c\\nd",le="+Inf"} 1 1000
                busy_seconds_total{job="a\\"b\\\\c\\nd",le="+Inf"} 0.25 2500
                """, written(ExpositionWriter.Dialect.TEXT, "busy_seconds_total", counter));
    }

    @Test
    void quotesNamesBeyondAsciiAsPrometheus3Does() throws IOException {
        String text = written(ExpositionWriter.Dialect.OPENMETRICS, "bad.name", new MetricMetadata("gauge", "", ""));
        assertEquals("# TYPE \"bad.name\" gauge", text.lines().findFirst().orElseThrow());
        assertEquals(
                "{\"bad.name\",job=\"a\\\"b\\\\c\\nd\",le=\"+Inf\"} 1 1",
                text.lines().skip(1).findFirst().orElseThrow());
    }
}
