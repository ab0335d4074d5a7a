package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.output.Output;
import io.promsh.output.OutputFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What promsh writes it reads: JSON, JSON lines, CSV and OpenMetrics of the same answer. */
class TablesAndAnswersTest {
    private static final long T = 1_754_229_600_000L;

    private final Collected collected = new Collected();
    private final BadLines bad = new BadLines(5);

    private static final List<Series> ANSWER = List.of(
            Series.of(
                    Labels.of("__name__", "a", "text", "comma, \"quote\" and\nline", "utf8", "\u00e4\ud83d\ude00"),
                    new long[] {T, T + 15, T + 30_000, T + 40_000, T + 50_000, T + 60_000},
                    new double[] {0.1, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 4.9e-324}),
            Series.of(
                    Labels.of("__name__", "b.utf8 name", "timestamp", "a label", "formula", "=1+1"),
                    new long[] {T},
                    new double[] {1.7976931348623157e308}));

    private static String written(OutputFormat format, List<Series> series) {
        QueryAnswer answer = new QueryAnswer(
                new QueryResult.RangeVector(series), SampleKind.RAW, List.of(), List.of(), false, Duration.ZERO, 0);
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Output.write(answer, "target", format, out, false);
        out.flush();
        return text.toString();
    }

    private static List<Collected.Sample> samples() {
        List<Collected.Sample> all = new ArrayList<>();
        for (Series series : ANSWER) {
            for (int i = 0; i < series.values().length; i++) {
                all.add(Collected.Sample.of(series.labels(), series.timestampsMillis()[i], series.values()[i]));
            }
        }
        return all;
    }

    private JsonReader json(String text) throws IOException {
        JsonReader reader = new JsonReader(collected, bad);
        reader.read("f.json", new ByteArrayInputStream(text.getBytes(UTF_8)));
        return reader;
    }

    private CsvReader csv(String text) throws IOException {
        CsvReader reader = new CsvReader(collected, bad);
        reader.read("f.csv", new ByteArrayInputStream(text.getBytes(UTF_8)));
        return reader;
    }

    private List<String> faults() {
        return bad.first().stream().map(BadLine::toString).toList();
    }

    @Test
    void readsItsOwnJson() throws IOException {
        json(written(OutputFormat.JSON, ANSWER));
        assertEquals(List.of(), faults());
        assertEquals(samples(), collected.samples);
    }

    @Test
    void readsItsOwnJsonLines() throws IOException {
        json(written(OutputFormat.JSONL, ANSWER));
        assertEquals(List.of(), faults());
        assertEquals(samples(), collected.samples);
    }

    @Test
    void readsItsOwnCsv() throws IOException {
        csv(written(OutputFormat.CSV, ANSWER));
        assertEquals(List.of(), faults());
        assertEquals(samples(), collected.samples);
    }

    @Test
    void readsItsOwnOpenMetrics() throws IOException {
        new ExpositionReader(Dialect.OPENMETRICS, collected, bad, OptionalLong.empty())
                .read(
                        "f.om",
                        new ByteArrayInputStream(
                                written(OutputFormat.OPENMETRICS, ANSWER).getBytes(UTF_8)));
        assertEquals(List.of(), faults());
        assertEquals(samples(), collected.samples);
    }

    @Test
    void readsWholeEnvelopesOfVectorsAndMatrices() throws IOException {
        json("""
                {"status":"success","data":{"resultType":"vector","result":[
                  {"metric":{"__name__":"up","job":"x"},"value":[1754229600.5,"1"]}]},"warnings":["w"]}
                {"status":"success","data":{"resultType":"matrix","result":[
                  {"metric":{"__name__":"up","job":"x"},"values":[[1754229615,"0"],[1754229630,"NaN"]]}]}}
                """);
        assertEquals(List.of(), faults());
        Labels up = Labels.of("__name__", "up", "job", "x");
        assertEquals(
                List.of(
                        Collected.Sample.of(up, T + 500, 1),
                        Collected.Sample.of(up, T + 15_000, 0),
                        Collected.Sample.of(up, T + 30_000, Double.NaN)),
                collected.samples);
    }

    @Test
    void readsTheStaleMarkersThatAnExportKeeps() throws IOException {
        json("""
                {"status":"success","data":{"resultType":"matrix","result":[
                  {"metric":{"__name__":"up"},"values":[[1754229600,"1"]],"stale":[1754229615,1754229630.5]}]}}
                """);
        assertEquals(List.of(), faults());
        Labels up = Labels.of("__name__", "up");
        double stale = Double.longBitsToDouble(0x7ff0000000000002L);
        assertEquals(
                List.of(
                        Collected.Sample.of(up, T, 1),
                        Collected.Sample.of(up, T + 15_000, stale),
                        Collected.Sample.of(up, T + 30_500, stale)),
                collected.samples);
    }

    @Test
    void countsNativeHistogramsThatItCannotTake() throws IOException {
        NativeHistogram histogram = new NativeHistogram(3, 4.5, List.of(new NativeHistogram.Bucket(0, 0.5, 1, 3)));
        Series series = new Series(
                Labels.of("__name__", "h"),
                new long[0],
                new double[0],
                List.of(new Series.HistogramSample(T, histogram)));
        assertEquals(1, json(written(OutputFormat.JSON, List.of(series))).histograms());
        assertEquals(1, csv(written(OutputFormat.CSV, List.of(series))).histograms());
        assertEquals(List.of(), faults());
        assertEquals(List.of(), collected.samples);
    }

    @Test
    void namesWhatIsWrongInAnAnswer() throws IOException {
        json("{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"}");
        assertEquals(
                List.of(
                        "f.json:1: the answer's status is error",
                        "f.json:1: the server answered an error: query timed out"),
                faults());
        json("""
                {"resultType":"vector","result":[
                {"metric":{"job":"x"},"value":[1,"1"]},
                {"metric":{"__name__":"a"},"value":[1,"one"]}
                """);
        assertEquals("f.json:2: a series has no metric name: {job=\"x\"} was computed, not stored", faults().get(2));
        assertEquals("f.json:3: a sample should be a time in seconds and a value", faults().get(4));
        assertEquals(6, bad.count());
    }

    @Test
    void refusesAnswersThatSayTheyArePartial() throws IOException {
        json("{\"resultType\":\"matrix\",\"result\":[],\"partial\":true}");
        assertEquals(List.of("f.json:1: the answer is marked partial: it is not all that the server had"), faults());
    }

    @Test
    void readsWideTables() throws IOException {
        csv(
                "timestamp,up,\"up{job=\"\"a,b\"\"}\"\r\n2025-08-03T14:00:00Z,1,\r\n1754229615,,2.5\r\n1754229630000,3,4\r\n");
        assertEquals(List.of(), faults());
        Labels up = Labels.of("__name__", "up");
        Labels job = Labels.of("__name__", "up", "job", "a,b");
        assertEquals(
                List.of(
                        Collected.Sample.of(up, T, 1),
                        Collected.Sample.of(job, T + 15_000, 2.5),
                        Collected.Sample.of(up, T + 30_000, 3),
                        Collected.Sample.of(job, T + 30_000, 4)),
                collected.samples);
    }

    @Test
    void namesWhatIsWrongInATable() throws IOException {
        csv("""
                __name__,timestamp,value
                up,yesterday,1
                up,1,one
                up,1
                ,1,1
                "up,1,1
                """);
        assertEquals(
                List.of(
                        "f.csv:2: 'yesterday' is not a time",
                        "f.csv:3: 'one' is not a number",
                        "f.csv:4: 2 cells under 3 headings",
                        "f.csv:5: the row names no metric: the column '__name__' is empty or missing",
                        "f.csv:6: a quote is not closed before the file ends"),
                faults());
        csv("time,up\n1,2\n");
        assertEquals(6, bad.count());
    }
}
