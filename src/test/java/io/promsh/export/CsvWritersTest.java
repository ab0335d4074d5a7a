package io.promsh.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The long and the wide table of the same samples. */
class CsvWritersTest {
    private static final long T = 1_754_229_600_000L;
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    private static Overview overview(MetricSamples samples, TimeRange window) throws IOException {
        Overview overview = new Overview();
        samples.read(window, overview);
        return overview;
    }

    private static String wide(MetricSamples samples, TimeRange window, long count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteText text = new ByteText(bytes);
        new CsvWideWriter(text, overview(samples, window)).write(samples, window, count, 0);
        text.finish();
        return bytes.toString(UTF_8);
    }

    @Test
    void writesALongAndAWideTable() throws IOException {
        MetricSamples samples = new EvaluatedSamples(List.of(
                Series.of(
                        Labels.of("__name__", "m", "n", "=1+1", "value", "x"),
                        new long[] {T, T + 1500},
                        new double[] {-1.5, STALE}),
                Series.of(Labels.of("__name__", "m", "n", "a,b"), new long[] {T + 1500}, new double[] {2})));
        TimeRange window = new TimeRange(Instant.ofEpochMilli(T), Instant.ofEpochMilli(T + 10_000));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteText text = new ByteText(bytes);
        CsvLongWriter writer = new CsvLongWriter(text, overview(samples, window));
        samples.read(window, writer);
        text.finish();
        assertEquals(new Loss(1, 0, 0), writer.lost());
        assertEquals("""
                __name__,n,label_value,timestamp,value
                m,"'=1+1",x,2025-08-03T14:00:00.000Z,-1.5
                m,"a,b",,2025-08-03T14:00:01.500Z,2
                """.replace("\n", "\r\n"), bytes.toString(UTF_8));
        assertEquals("""
                timestamp,"m{n=""=1+1"", value=""x""}","m{n=""a,b""}"
                2025-08-03T14:00:00.000Z,-1.5,
                2025-08-03T14:00:01.500Z,,2
                """.replace("\n", "\r\n"), wide(samples, window, 3));
    }

    /** What does not fit into memory is read window by window, and nobody sees the seams. */
    @Test
    void writesTheSameWideTableInPieces() throws IOException {
        int size = 20_000;
        long[] times = LongStream.range(0, size).map(i -> T + i * 1000L).toArray();
        double[] values = LongStream.range(0, size).mapToDouble(i -> i * 0.5).toArray();
        MetricSamples samples = new EvaluatedSamples(List.of(
                Series.of(Labels.of("__name__", "m", "n", "1"), times, values),
                Series.of(Labels.of("__name__", "m", "n", "2"), times, values)));
        TimeRange window = new TimeRange(Instant.ofEpochMilli(T), Instant.ofEpochMilli(T + size * 1000L));
        String whole = wide(samples, window, 2L * size);
        assertEquals(size + 1, whole.lines().count());
        assertEquals(whole, wide(samples, window, 750_000));
    }
}
