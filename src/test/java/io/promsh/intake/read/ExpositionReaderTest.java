package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpositionReaderTest {
    private final Collected collected = new Collected();
    private final BadLines bad = new BadLines(5);

    private ExpositionReader read(Dialect dialect, String text) {
        return read(dialect, new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private ExpositionReader read(Dialect dialect, InputStream in) {
        ExpositionReader reader = new ExpositionReader(dialect, collected, bad, OptionalLong.empty());
        try {
            reader.read("day.om", in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return reader;
    }

    private List<String> faults() {
        return bad.first().stream().map(BadLine::toString).toList();
    }

    private static Collected.Sample sample(long millis, double value, String... labels) {
        return Collected.Sample.of(Labels.of(labels), millis, value);
    }

    @Test
    void readsSecondsToTheMillisecond() {
        read(Dialect.OPENMETRICS, """
                a 1 1754229600
                a 2 1754229600.05
                a 3 1754229600.789
                a 4 1754229601.0004
                a 5 1754229601.9996
                a 6 1.7542296025e9
                a 7 -1.5
                # EOF
                """);
        assertEquals(List.of(), faults());
        assertEquals(
                List.of(
                        1754229600000L,
                        1754229600050L,
                        1754229600789L,
                        1754229601000L,
                        1754229602000L,
                        1754229602500L,
                        -1500L),
                collected.samples.stream().map(Collected.Sample::millis).toList());
    }

    @Test
    void readsMillisecondsInTheTextFormat() {
        read(Dialect.TEXT, "a{b=\"c\"} 1 1754229600123\n  a{ b = \"c\" , }  2\t-5\n\n# a comment\n");
        assertEquals(List.of(), faults());
        assertEquals(
                List.of(sample(1754229600123L, 1, "__name__", "a", "b", "c"), sample(-5, 2, "__name__", "a", "b", "c")),
                collected.samples);
    }

    /** The line before is taken as a guess of the next: what only begins like it is another series. */
    @Test
    void tellsSeriesApartThatBeginAlike() {
        read(Dialect.TEXT, """
                foo 1 1000
                foo {a="b"} 2 1000
                foo\t3 2000
                foo_total 4 1000
                foo{a="b"} 5 2000
                foo{a="b"}6 3000
                foo 7 3000
                """);
        assertEquals(List.of(), faults());
        assertEquals(
                List.of(
                        sample(1000, 1, "__name__", "foo"),
                        sample(1000, 2, "__name__", "foo", "a", "b"),
                        sample(2000, 3, "__name__", "foo"),
                        sample(1000, 4, "__name__", "foo_total"),
                        sample(2000, 5, "__name__", "foo", "a", "b"),
                        sample(3000, 6, "__name__", "foo", "a", "b"),
                        sample(3000, 7, "__name__", "foo")),
                collected.samples);
    }

    @Test
    void namesEveryBadLineAndCountsThoseItDoesNotShow() {
        read(Dialect.OPENMETRICS, """
                good 1 1
                bad x 1
                bad{a="b" 1 1
                good 2 2

                bad 1
                good 3 17542296000000
                # TYPE good melon
                good 4 4 # {a="b"} x
                """);
        assertEquals(2, collected.samples.size());
        assertEquals(8, bad.count());
        assertEquals(
                List.of(
                        "day.om:2: 'x' is not a number",
                        "day.om:3: ',' or '}' should stand after a label",
                        "day.om:5: an empty line has no place in OpenMetrics",
                        "day.om:6: the sample has no timestamp (--at TIME dates all such samples)",
                        "day.om:7: 17542296000000 seconds is after the year 5138: milliseconds, as in the format 'text'?"),
                faults());
    }

    @Test
    void noticesAFileThatWasCutOff() {
        read(Dialect.OPENMETRICS, "a 1 1\na 2 2");
        assertEquals(
                List.of("day.om:2: the file does not end in '# EOF': it was cut off, or is not OpenMetrics"), faults());
    }

    @Test
    void saysThatLinesEndInCarriageReturns() {
        read(Dialect.OPENMETRICS, "a 1 1\r\n# EOF\n");
        assertTrue(faults().get(0).endsWith("(the line ends in CR LF)"), () -> "" + faults());
    }

    @Test
    void keepsWhatIsSaidOfFamiliesAndCountsExemplars() {
        ExpositionReader reader = read(Dialect.OPENMETRICS, """
                # TYPE req_seconds histogram
                # UNIT req_seconds seconds
                # HELP req_seconds How long\\nit takes
                req_seconds_bucket{le="1"} 3 1 # {trace="abc"} 0.5 0.9
                # EOF
                """);
        assertEquals(List.of(), faults());
        assertEquals(1, reader.exemplars());
        assertEquals(
                new MetricMetadata("histogram", "How long\nit takes", "seconds"),
                reader.metadata().families().get("req_seconds"));
    }

    /** However the stream falls into pieces, and however long its lines are, the same is read. */
    @Test
    void readsTheSameInPiecesOfAnySize() {
        StringBuilder text = new StringBuilder();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 3_000; i++) {
            text.append("m{a=\"")
                    .append("x".repeat(random.nextInt(3) == 0 ? random.nextInt(2_000) : 3))
                    .append("\"} ");
            text.append(i).append(' ').append(i).append('\n');
        }
        text.append("# EOF");
        read(Dialect.OPENMETRICS, text.toString());
        List<Collected.Sample> whole = List.copyOf(collected.samples);
        collected.samples.clear();
        read(Dialect.OPENMETRICS, new InputStream() {
            private final InputStream all =
                    new ByteArrayInputStream(text.toString().getBytes(UTF_8));

            @Override
            public int read() throws IOException {
                return all.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return all.read(into, from, Math.min(length, 1 + random.nextInt(700)));
            }
        });
        assertEquals(List.of(), faults());
        assertEquals(3_000, whole.size());
        assertEquals(whole, collected.samples);
    }

    @Test
    void passesOverALineThatIsTooLongToBeOne() {
        byte[] line = new byte[17 << 20];
        java.util.Arrays.fill(line, (byte) 'x');
        InputStream in = new java.io.SequenceInputStream(
                new ByteArrayInputStream(line), new ByteArrayInputStream("\na 1 1\n# EOF\n".getBytes(UTF_8)));
        read(Dialect.OPENMETRICS, in);
        assertEquals(List.of("day.om:1: the line is longer than 16 MiB"), faults());
        assertEquals(List.of(sample(1000, 1, "__name__", "a")), collected.samples);
    }
}
