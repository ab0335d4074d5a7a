package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
    private static final Labels ONE = Labels.of(Labels.METRIC_NAME, "m", "text", "Stra\u00dfe \"\\\n");
    private static final Labels TWO = Labels.of(Labels.METRIC_NAME, "n");

    @TempDir
    Path folder;

    private Path write(Series... all) throws IOException {
        Path file = folder.resolve("part");
        try (OutputStream out = Files.newOutputStream(file)) {
            PartWriter writer = new PartWriter(out);
            for (Series series : all) {
                writer.add(series);
            }
            writer.finish();
        }
        return file;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void keepsEveryBit() throws IOException {
        Random random = new Random(3);
        int count = 20_000;
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = (i == 0 ? -5_000_000 : times[i - 1]) + 1 + random.nextInt(40_000);
            values[i] = Double.longBitsToDouble(random.nextLong());
        }
        values[5] = Double.longBitsToDouble(Values.STALE_BITS);
        values[6] = -0.0;
        NativeHistogram histogram = new NativeHistogram(3, -1.5, List.of(new Bucket(0, 0.5, 1, 3)));
        Path file = write(
                Series.of(ONE, times, values),
                new Series(TWO, new long[0], new double[0], List.of(new HistogramSample(7, histogram))));
        assertEquals(count + 1, PartCursor.check(file));
        try (PartCursor cursor = PartCursor.open(file)) {
            Series first = there(cursor.next());
            assertEquals(ONE, first.labels());
            assertArrayEquals(times, first.timestampsMillis());
            assertArrayEquals(bits(values), bits(first.values()));
            Series second = there(cursor.next());
            assertEquals(List.of(new HistogramSample(7, histogram)), second.histograms());
            assertNull(cursor.next());
        }
    }

    @Test
    void writesEvenSpacingInAFewBytes() throws IOException {
        long[] times = new long[5760];
        Arrays.setAll(times, i -> 1_754_179_200_000L + 15_000L * i + (i > 3000 ? 7 : 0));
        times[4000]++;
        Path file = write(
                Series.of(ONE, times, new double[times.length]),
                Series.of(TWO, new long[] {0, 0, 15_000, 30_000}, new double[4]));
        long values = 8L * (times.length + 4);
        assertTrue(Files.size(file) - values < 200, Files.size(file) + " bytes");
        try (PartCursor cursor = PartCursor.open(file)) {
            assertArrayEquals(times, there(cursor.next()).timestampsMillis());
            assertArrayEquals(
                    new long[] {0, 0, 15_000, 30_000}, there(cursor.next()).timestampsMillis());
        }
    }

    private static Series there(@Nullable Series series) {
        assertNotNull(series);
        return series;
    }

    @Test
    void seesEveryChangedByteAndEveryMissingOne() throws IOException {
        Path file = write(Series.of(ONE, new long[] {1, 2, 30_000}, new double[] {1, 2, 3}));
        byte[] whole = Files.readAllBytes(file);
        assertEquals(3, PartCursor.check(file));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            Files.write(file, changed);
            assertEquals(-1, PartCursor.check(file), "byte " + i);
            Files.write(file, Arrays.copyOf(whole, i));
            assertEquals(-1, PartCursor.check(file), "length " + i);
        }
    }
}
