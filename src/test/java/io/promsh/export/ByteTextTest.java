package io.promsh.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.promsh.model.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers and times written straight into bytes are those that the slow way writes; the digest is that of the bytes. */
class ByteTextTest {
    private interface Writing {
        void to(ByteText text) throws IOException;
    }

    private static String written(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteText text = new ByteText(bytes);
        writing.to(text);
        text.finish();
        return bytes.toString(UTF_8);
    }

    @Test
    void writesValuesAsPrometheusDoes() throws IOException {
        Random random = new Random(1);
        StringBuilder expected = new StringBuilder();
        double[] values = new double[200_000];
        double[] odd = {
            0,
            -0.0,
            Double.NaN,
            1 / 0.0,
            -1 / 0.0,
            1e-6,
            1e-7,
            9.99e-7,
            1e15,
            1e21,
            0.1 + 0.2,
            4.35,
            999999999.999999,
            -1.5,
            1e9 - 1e-6
        };
        for (int i = 0; i < values.length; i++) {
            values[i] = i < odd.length
                    ? odd[i]
                    : switch (i % 4) {
                        case 0 -> Double.longBitsToDouble(random.nextLong());
                        case 1 -> random.nextInt(2_000_000) / 1000.0;
                        case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(12) - 3);
                        default -> (random.nextInt() >> 8) * 1e-6;
                    };
            expected.append(Values.format(values[i])).append('\n');
        }
        String actual = written(text -> {
            for (double value : values) {
                text.value(value).put('\n');
            }
        });
        assertEquals(expected.toString(), actual);
    }

    @Test
    void writesTimes() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            long millis = i < 10 ? i - 5 : random.nextLong() % 4_000_000_000_000L;
            String seconds = BigDecimal.valueOf(millis, 3).toPlainString().replaceFirst("\\.000$", "");
            assertEquals(seconds, written(text -> text.seconds(millis)));
            Instant instant = Instant.parse(written(text -> text.rfc3339(millis)));
            assertEquals(millis, instant.toEpochMilli());
        }
    }

    /** As in a file, where a time is written in part from the one before. */
    @Test
    void writesTimesOneAfterTheOther() throws IOException {
        Random random = new Random(3);
        long[] times = new long[50_000];
        long[] odd = {0, 5, 999, 1000, 999_999, 1_000_000, 1_000_999, 1_999_001, -1, -1_000_999, 1_754_229_599_999L};
        for (int i = 0; i < times.length; i++) {
            times[i] = i < 2 * odd.length
                    ? odd[i % odd.length]
                    : i % 100 == 0
                            ? random.nextLong() % 4_000_000_000_000L
                            : times[i - 1] + (i % 3 == 0 ? 15_000 : random.nextInt(700_000));
        }
        StringBuilder expected = new StringBuilder();
        for (long time : times) {
            expected.append(BigDecimal.valueOf(time, 3).toPlainString().replaceFirst("\\.000$", ""))
                    .append('\n');
        }
        String actual = written(text -> {
            for (long time : times) {
                text.seconds(time).put('\n');
            }
        });
        assertEquals(expected.toString(), actual);
    }

    /** Go's reader of OpenMetrics: the text as a double, times a thousand, cut. */
    @Test
    void writesOpenMetricsTimesThatAreNotCutShort() throws IOException {
        MetricFamily family = new MetricFamily("m", "gauge", "", "");
        long start = 1_754_229_600_000L;
        for (int i = 0; i < 100_000; i++) {
            long millis = start + i * 1009L;
            String time = written(text -> {
                ExpositionWriter writer = new ExpositionWriter(text, ExpositionWriter.Dialect.OPENMETRICS, "m", family);
                writer.begin(io.promsh.model.Labels.of("__name__", "m"));
                writer.samples(
                        io.promsh.model.Series.of(io.promsh.model.Labels.EMPTY, new long[] {millis}, new double[] {1}));
            });
            String word = time.substring(time.lastIndexOf(' ') + 1).strip();
            assertEquals(millis, (long) (Double.parseDouble(word) * 1000), word);
        }
    }

    @Test
    void digestsWhatItWrites() throws Exception {
        for (int size : new int[] {0, 10, 65_536, 65_537, 1_000_000}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ByteText text = new ByteText(bytes);
            text.put("x".repeat(size));
            String digest = text.finish();
            assertEquals(size, bytes.size());
            assertEquals(size, text.length());
            byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            assertEquals(HexFormat.of().formatHex(expected), digest);
        }
    }

    @Test
    void failsWhenTheDiskDoes() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        for (int size : new int[] {10, 100_000, 10_000_000}) {
            ByteText text = new ByteText(full);
            assertThrows(IOException.class, () -> {
                text.put("x".repeat(size).getBytes(StandardCharsets.US_ASCII));
                text.finish();
            });
        }
    }
}
