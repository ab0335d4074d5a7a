package io.promsh.render;

import static io.promsh.testing.Answers.element;
import static io.promsh.testing.Answers.histogram;
import static io.promsh.testing.Answers.matrix;
import static io.promsh.testing.Answers.series;
import static io.promsh.testing.Answers.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.QueryResult.Scalar;
import io.promsh.model.QueryResult.StringValue;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.testing.Answers;
import io.promsh.testing.Golden;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueryViewTest {
    @RegisterExtension
    static final Golden GOLDEN = Golden.of(QueryViewTest.class);

    private static ViewOptions at(int width) {
        return ViewOptions.of(OptionalInt.of(width), Glyphs.UNICODE, ZoneOffset.UTC);
    }

    private static final QueryAnswer UP = vector(
            element(1, "__name__", "up", "env", "prod", "instance", "web-1.internal:9100", "job", "node"),
            element(0, "__name__", "up", "env", "prod", "instance", "web-2.internal:9100", "job", "node"),
            element(1, "__name__", "up", "env", "prod", "instance", "localhost:9090", "job", "prometheus"));

    @Test
    void showsWhatAllShareOnceAndTheRestInColumns() {
        GOLDEN.lines("instant.w80.txt", QueryView.of(UP, at(80)).all());
        GOLDEN.lines("instant.w40.txt", QueryView.of(UP, at(40)).all());
        GOLDEN.lines("instant.w24.txt", QueryView.of(UP, at(24)).all());
        ViewOptions unlimited = ViewOptions.of(OptionalInt.empty(), Glyphs.ASCII, ZoneOffset.UTC);
        GOLDEN.lines("instant.wnone.txt", QueryView.of(UP, unlimited).all());
    }

    @Test
    void showsOneSeriesOnALineOfItsOwn() {
        GOLDEN.lines(
                "instant-single.w80.txt",
                QueryView.of(vector(element(42, "__name__", "up", "job", "api")), at(80))
                        .all());
        GOLDEN.lines(
                "instant-unlabelled.w80.txt",
                QueryView.of(vector(element(1)), at(80)).all());
    }

    @Test
    void showsSparklinesBesideValues() {
        Map<Labels, Series> trends = new HashMap<>();
        for (Element element : ((InstantVector) UP.result()).elements()) {
            double[] values = new double[60];
            for (int i = 0; i < 60; i++) {
                values[i] = i > 20 && i < 30 ? Double.NaN : Math.sin(i / 9.0) + element.value();
            }
            trends.put(element.labels(), series(element.labels(), 60, values));
        }
        ViewOptions options = at(80).withTrends(trends, new TimeRange(Answers.AT.minusSeconds(3600), Answers.AT));
        GOLDEN.lines("instant-trends.w80.txt", QueryView.of(UP, options).all());
        GOLDEN.lines(
                "instant-trends.w40.txt",
                QueryView.of(
                                UP,
                                new ViewOptions(
                                        OptionalInt.of(40),
                                        2,
                                        20,
                                        Glyphs.ASCII,
                                        ZoneOffset.UTC,
                                        "",
                                        trends,
                                        options.window()))
                        .all());
    }

    @Test
    void saysWhatValuesMeanWhereTheNameTells() {
        QueryAnswer memory = vector(
                element(49283072, "__name__", "process_resident_memory_bytes", "instance", "a"),
                element(123456789012.0, "__name__", "process_resident_memory_bytes", "instance", "b"),
                element(Double.NaN, "__name__", "process_resident_memory_bytes", "instance", "c"),
                element(Double.POSITIVE_INFINITY, "__name__", "process_resident_memory_bytes", "instance", "d"));
        GOLDEN.lines(
                "instant-bytes.w80.txt",
                QueryView.of(memory, at(80).withExpression("process_resident_memory_bytes"))
                        .all());
        QueryAnswer start = vector(
                element(1754229600.5, "__name__", "process_start_time_seconds", "instance", "a"),
                element(0, "__name__", "process_start_time_seconds", "instance", "b"));
        ViewOptions zurich = ViewOptions.of(OptionalInt.of(80), Glyphs.UNICODE, ZoneId.of("Europe/Zurich"));
        GOLDEN.lines(
                "instant-timestamp.w80.txt",
                QueryView.of(start, zurich.withExpression("process_start_time_seconds"))
                        .all());
    }

    @Test
    void showsNativeHistogramsAsFiguresAndBars() {
        QueryAnswer answer = vector(
                element(histogram(), "__name__", "request_seconds", "path", "/"),
                element(histogram(), "__name__", "request_seconds", "path", "/api"),
                element(3.5, "__name__", "request_seconds", "path", "/old"));
        GOLDEN.lines(
                "instant-histogram.w80.txt",
                QueryView.of(answer, at(80).withExpression("request_seconds")).all());
    }

    @Test
    void showsWhatHasFewLabelsInCommonInNotation() {
        QueryAnswer answer = vector(
                element(1, "__name__", "go_goroutines", "job", "a"),
                element(2, "__name__", "go_threads", "job", "b", "zone", "x"),
                element(3, "__name__", "up", "cluster", "c", "instance", "host:1"),
                element(4, "__name__", "http.requests", "method.name", "GET", "path", "/\u57ce\u5e02"),
                element(5, "__name__", "disk_free", "device", "sda1", "mount", "/var", "fs", "ext4"));
        GOLDEN.lines("instant-mixed.w80.txt", QueryView.of(answer, at(80)).all());
        GOLDEN.lines("instant-mixed.w40.txt", QueryView.of(answer, at(40)).all());
        GOLDEN.lines("instant-mixed.w30.txt", QueryView.of(answer, at(30)).all());
    }

    @Test
    void showsControlCharactersAndWideOnesSafely() {
        QueryAnswer answer = vector(
                element(1, "__name__", "files", "name", "\u001b[31mred\u001b[0m"),
                element(2, "__name__", "files", "name", "a\nb\tc\u0007"),
                element(3, "__name__", "files", "name", "abc\u202edcba"),
                element(4, "__name__", "files", "name", "\u6771\u4eac\u90fd\u5e81"),
                element(5, "__name__", "files", "name", "e\u0301te\u0301 \ud83d\ude00"),
                element(6, "__name__", "files", "name", "\u009b31m C1"));
        GOLDEN.lines("instant-hostile.w80.txt", QueryView.of(answer, at(80)).all());
        GOLDEN.lines("instant-hostile.w16.txt", QueryView.of(answer, at(16)).all());
    }

    @Test
    void capsRowsAndCountsTheRest() {
        List<Element> many = new ArrayList<>();
        for (int i = 0; i < 12_431; i++) {
            many.add(element(i, "__name__", "x", "i", Integer.toString(i)));
        }
        View view = QueryView.of(Answers.answer(new InstantVector(many), SampleKind.EVALUATED), at(80).withRows(50));
        assertEquals(52, view.lines().size());
        assertEquals(
                "showing 50 of 12,431 series at 2025-08-03 14:00:00 UTC",
                view.footer().get(0).text());
    }

    @Test
    void showsFiguresOfARangeVector() {
        double[] rising = new double[61];
        double[] wave = new double[61];
        for (int i = 0; i < rising.length; i++) {
            rising[i] = 1e6 * i;
            wave[i] = i > 30 && i < 40 ? Double.NaN : 5e6 + 4e6 * Math.sin(i / 5.0);
        }
        QueryAnswer regular = matrix(
                series(Labels.of("__name__", "disk_bytes", "instance", "web-1"), 60, rising),
                series(Labels.of("__name__", "disk_bytes", "instance", "web-2"), 60, rising));
        GOLDEN.lines(
                "range.w80.txt",
                QueryView.of(regular, at(80).withExpression("disk_bytes")).all());
        QueryAnswer gaps = matrix(
                series(Labels.of("__name__", "disk_bytes", "instance", "web-1"), 60, rising),
                series(Labels.of("__name__", "disk_bytes", "instance", "web-2"), 60, wave));
        GOLDEN.lines("range-gaps.w120.txt", QueryView.of(gaps, at(120)).all());
        GOLDEN.lines("range-gaps.w80.txt", QueryView.of(gaps, at(80)).all());
        GOLDEN.lines("range-gaps.w40.txt", QueryView.of(gaps, at(40)).all());
    }

    @Test
    void showsStoredSamplesWithTheirSpacing() {
        double[] values = new double[2880];
        for (int i = 0; i < values.length; i++) {
            values[i] = i > 1000 && i < 1720 ? Double.NaN : i * 3 + 0.5;
        }
        Series series = series(Labels.of("__name__", "traffic_vehicles_total", "road", "A1"), 30, values);
        QueryAnswer raw = Answers.answer(new RangeVector(List.of(series)), SampleKind.RAW);
        GOLDEN.lines("raw.w80.txt", QueryView.of(raw, at(80).withSamples(8)).all());
        GOLDEN.lines("raw.w40.txt", QueryView.of(raw, at(40).withSamples(4)).all());
        Series few = series(Labels.of("__name__", "up"), 15, 1, 1, 0);
        GOLDEN.lines(
                "raw-few.w80.txt",
                QueryView.of(Answers.answer(new RangeVector(List.of(few)), SampleKind.RAW), at(80))
                        .all());
    }

    @Test
    void showsScalarsAndStrings() {
        Scalar scalar = new Scalar(Answers.AT, 3.25);
        GOLDEN.lines(
                "scalar.w80.txt",
                QueryView.of(Answers.answer(scalar, SampleKind.EVALUATED), at(80))
                        .all());
        StringValue string = new StringValue(Answers.AT, "a\u001b[2Jb");
        GOLDEN.lines(
                "string.w80.txt",
                QueryView.of(Answers.answer(string, SampleKind.EVALUATED), at(80))
                        .all());
    }

    @Test
    void saysThatThereIsNoData() {
        View view = QueryView.of(vector(), at(80));
        assertTrue(view.lines().isEmpty());
        assertEquals(List.of("no data"), view.footer().stream().map(Line::text).toList());
        assertTrue(QueryView.of(matrix(), at(80)).lines().isEmpty());
    }

    @Test
    void notesWarningsRemarksAndWhatIsMissing() {
        QueryAnswer answer = new QueryAnswer(
                UP.result(),
                SampleKind.RESAMPLED,
                List.of("one store did not answer\u001b[0m"),
                List.of("metric might not be a counter"),
                true,
                Duration.ZERO,
                0);
        GOLDEN.lines("notes.txt", QueryView.notes(answer));
        assertEquals(List.of(), QueryView.notes(UP));
    }
}
