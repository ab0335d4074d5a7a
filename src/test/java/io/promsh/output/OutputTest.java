package io.promsh.output;

import static io.promsh.testing.Answers.AT;
import static io.promsh.testing.Answers.element;
import static io.promsh.testing.Answers.histogram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.QueryResult.Scalar;
import io.promsh.model.QueryResult.StringValue;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.Values;
import io.promsh.testing.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputTest {
    @RegisterExtension
    static final Golden GOLDEN = Golden.of(OutputTest.class);

    private static final long AT_MILLIS = AT.toEpochMilli();

    private static Map<String, QueryAnswer> answers() {
        Map<String, QueryAnswer> answers = new LinkedHashMap<>();
        answers.put(
                "vector",
                answer(new InstantVector(List.of(
                        element(1, "__name__", "up", "instance", "web-1:9100", "job", "node"),
                        element(Double.NaN, "__name__", "up", "job", "api"),
                        element(
                                Double.NEGATIVE_INFINITY,
                                "__name__",
                                "http.requests",
                                "method.name",
                                "GET",
                                "le",
                                "+Inf"),
                        element(-1.5e-9, "city", "\u6771\u4eac", "formula", "=1+2\",x"),
                        element(123456789012345680000.0, "__name__", "bad", "text", "a\tb\nc\\d|e\u001b[31m \u202e_x_"),
                        element(histogram(), "__name__", "latency_seconds", "job", "api")))));
        Series floats = Series.of(
                Labels.of("__name__", "up", "job", "b", "value", "label called value"),
                new long[] {AT_MILLIS - 30_000, AT_MILLIS - 50, AT_MILLIS},
                new double[] {0, 0.1, Double.longBitsToDouble(Values.STALE_BITS)});
        Series mixed = new Series(
                Labels.of("__name__", "latency_seconds", "job", "a"),
                new long[] {AT_MILLIS},
                new double[] {2},
                List.of(
                        new HistogramSample(AT_MILLIS - 15_000, histogram()),
                        new HistogramSample(AT_MILLIS + 15_000, histogram())));
        answers.put("matrix", answer(new RangeVector(List.of(floats, mixed))));
        answers.put("scalar", answer(new Scalar(AT, Double.POSITIVE_INFINITY)));
        answers.put("string", answer(new StringValue(AT, "a \"quoted\"\n\u001b[2Jtext")));
        answers.put("empty", answer(new InstantVector(List.of())));
        return answers;
    }

    private static QueryAnswer answer(String name) {
        return Objects.requireNonNull(answers().get(name));
    }

    private static QueryAnswer answer(QueryResult result) {
        return new QueryAnswer(
                result,
                SampleKind.EVALUATED,
                List.of("a \"warning\""),
                List.of("a remark"),
                false,
                Duration.ofMillis(12),
                345);
    }

    private static String written(QueryAnswer answer, OutputFormat format, boolean isTerminal) {
        StringWriter text = new StringWriter();
        Output.write(answer, "home", format, new PrintWriter(text), isTerminal);
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void writesEachResultTypeIn(OutputFormat format) {
        answers()
                .forEach((type, answer) ->
                        GOLDEN.text(type + "." + format.word() + ".txt", written(answer, format, false)));
    }

    @ParameterizedTest
    @EnumSource
    void sendsNoControlCharacterToATerminalIn(OutputFormat format) {
        answers().values().forEach(answer -> {
            String text = written(answer, format, true);
            boolean isClean = text.codePoints().allMatch(c -> c == '\n' || c == '\t' || c == '\r' || !isControl(c));
            assertTrue(isClean, text);
        });
    }

    private static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT;
    }

    @Test
    void hasHeadingsInTsvOnlyOnATerminal() {
        QueryAnswer answer = answer(new Scalar(AT, 1));
        assertEquals("2025-08-03T14:00:00.000Z\t1\n", written(answer, OutputFormat.TSV, false));
        assertEquals("timestamp\tvalue\n2025-08-03T14:00:00.000Z\t1\n", written(answer, OutputFormat.TSV, true));
    }

    @Test
    void countsWhatOpenMetricsCannotCarry() {
        StringWriter text = new StringWriter();
        Lost vector = Output.write(answer("vector"), "home", OutputFormat.OPENMETRICS, new PrintWriter(text), false);
        assertEquals(new Lost(1, 1, 0), vector);
        assertEquals(List.of("1 native histogram sample", "1 sample without a metric name"), vector.phrases());
        Lost matrix = Output.write(answer("matrix"), "home", OutputFormat.OPENMETRICS, new PrintWriter(text), false);
        assertEquals(new Lost(2, 0, 1), matrix);
        assertEquals(3, matrix.samples());
        Lost string = Output.write(answer("string"), "home", OutputFormat.OPENMETRICS, new PrintWriter(text), false);
        assertEquals(1, string.nameless());
    }

    @Test
    void countsStaleMarkersThatTextShowsAsNaN() {
        StringWriter text = new StringWriter();
        Lost lost = Output.write(answer("matrix"), "home", OutputFormat.CSV, new PrintWriter(text), false);
        assertEquals(new Lost(0, 0, 1), lost);
    }

    @Test
    void quotesFormulasButNoNumbersInCsv() {
        String[] harmless = {"-5", "+Inf", "-Inf", "1e-5", "+1.5E+3", "-.5", "plain", "a=b"};
        for (String text : harmless) {
            assertEquals(text, csv(text));
        }
        assertEquals("\"'=1+1\"", csv("=1+1"));
        assertEquals("\"'+cmd|' /C calc'!A0\"", csv("+cmd|' /C calc'!A0"));
        assertEquals("\"'-2+3\"", csv("-2+3"));
        assertEquals("\"'@SUM(A1)\"", csv("@SUM(A1)"));
        assertEquals("\"'\t=1\"", csv("\t=1"));
        assertEquals("\"'-\"", csv("-"));
        assertEquals("\"'+1e\"", csv("+1e"));
        assertEquals("\"'\uff1d1\"", csv("\uff1d1"));
        assertEquals("\"a,\"\"b\"\"\"", csv("a,\"b\""));
        assertEquals("\" a\"", csv(" a"));
    }

    private static String csv(String cell) {
        StringBuilder out = new StringBuilder();
        new CsvRows(false).text(out, 0, cell);
        return out.toString();
    }

    @Test
    void stopsWithoutNoiseWhenTheReaderIsGone() {
        int[] written = {0};
        Writer closing = new Writer() {
            @Override
            public void write(char[] chars, int from, int length) throws IOException {
                written[0] += length;
                if (written[0] > 20_000) {
                    throw new IOException("Broken pipe");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        double[] values = new double[1_000_000];
        QueryAnswer answer = answer(
                new RangeVector(List.of(Series.of(Labels.of("__name__", "x"), new long[values.length], values))));
        for (OutputFormat format : OutputFormat.values()) {
            written[0] = 0;
            Output.write(answer, "home", format, new PrintWriter(closing), false);
            assertTrue(written[0] < 60_000, format + " wrote on: " + written[0]);
        }
    }

    @Test
    void knowsItsFormatsByName() {
        assertEquals(OutputFormat.JSONL, OutputFormat.parse("jsonl"));
        Failure failure = assertThrows(Failure.class, () -> OutputFormat.parse("xml"));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertEquals("take one of table, json, jsonl, csv, tsv, markdown, openmetrics", failure.hint());
    }
}
