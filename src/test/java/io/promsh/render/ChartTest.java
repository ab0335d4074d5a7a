package io.promsh.render;

import static io.promsh.testing.Answers.series;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.testing.Answers;
import io.promsh.testing.Golden;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChartTest {
    @RegisterExtension
    static final Golden GOLDEN = Golden.of(ChartTest.class);

    private static Series of(String instance, int count, int stepSeconds, IntToDoubleFunction value) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = value.applyAsDouble(i);
        }
        return series(Labels.of("__name__", "x", "instance", instance, "job", "node"), stepSeconds, values);
    }

    private static final List<Series> TWO = List.of(
            of("web-1:9100", 241, 15, i -> 60e6 + 40e6 * Math.sin(i / 30.0) + 3e6 * Math.sin(i * 1.7)),
            of("web-2:9100", 241, 15, i -> i > 100 && i < 140 ? Double.NaN : 30e6 + 1e5 * i));

    private static ChartOptions options(int width, int height, Glyphs glyphs) {
        return ChartOptions.of(width, height, ZoneOffset.UTC, glyphs);
    }

    @Test
    void drawsSeveralSeriesWithALegend() {
        String query = "process_resident_memory_bytes{job=\"node\"}";
        for (int width : new int[] {120, 80, 40}) {
            GOLDEN.lines(
                    "bytes.w" + width + ".txt",
                    Chart.draw(TWO, options(width, 20, Glyphs.UNICODE).withExpression(query)));
            GOLDEN.lines(
                    "bytes-ascii.w" + width + ".txt",
                    Chart.draw(TWO, options(width, 20, Glyphs.ASCII).withExpression(query)));
        }
        GOLDEN.lines(
                "bytes-block.w80.txt",
                Chart.draw(
                        TWO,
                        options(80, 20, Glyphs.UNICODE)
                                .withMarks(ChartMarks.BLOCK)
                                .withExpression(query)));
        GOLDEN.lines(
                "bytes-signs.w80.txt",
                Chart.draw(TWO, options(80, 20, Glyphs.UNICODE).withoutColour().withExpression(query)));
    }

    @Test
    void drawsADayWithALostWindow() {
        Series day = of(
                "a",
                2880,
                30,
                i -> i > 900 && i < 1620 ? Double.NaN : 20 + 15 * Math.sin(i / 458.0) + Math.sin(i / 7.0) * 2);
        ChartOptions options = ChartOptions.of(80, 16, ZoneId.of("Europe/Zurich"), Glyphs.UNICODE)
                .withExpression("rate(traffic_vehicles_total[5m])")
                .withRange(new TimeRange(Answers.AT.minusSeconds(86_400), Answers.AT));
        GOLDEN.lines("day.w80.txt", Chart.draw(List.of(day), options));
    }

    @Test
    void drawsStatesLatenciesRatiosAndNegatives() {
        Series up = of("a", 61, 60, i -> i > 20 && i < 30 ? 0 : 1);
        GOLDEN.lines(
                "up.w80.txt",
                Chart.draw(List.of(up), options(80, 10, Glyphs.UNICODE).withExpression("up")));
        Series latency = of("a", 61, 60, i -> 0.012 + 0.03 * Math.exp(-(i - 30) * (i - 30) / 30.0));
        GOLDEN.lines(
                "latency.w80.txt",
                Chart.draw(
                        List.of(latency),
                        options(80, 12, Glyphs.UNICODE)
                                .withExpression("histogram_quantile(0.99, rate(request_seconds_bucket[5m]))")));
        Series ratio = of("a", 61, 60, i -> 0.84 + 0.002 * Math.cos(i / 4.0));
        GOLDEN.lines(
                "ratio.w80.txt",
                Chart.draw(List.of(ratio), options(80, 12, Glyphs.UNICODE).withExpression("cache_hit_ratio")));
        Series wave = of("a", 61, 60, i -> 12_000 * Math.sin(i / 8.0));
        GOLDEN.lines(
                "negative.w80.txt",
                Chart.draw(List.of(wave), options(80, 12, Glyphs.UNICODE).withExpression("deriv(x[5m])")));
    }

    @Test
    void drawsAConstantAndASinglePoint() {
        GOLDEN.lines(
                "constant.w60.txt", Chart.draw(List.of(of("a", 61, 60, i -> 42)), options(60, 10, Glyphs.UNICODE)));
        GOLDEN.lines("point.w60.txt", Chart.draw(List.of(of("a", 1, 60, i -> 42.5)), options(60, 10, Glyphs.UNICODE)));
        GOLDEN.lines("zero.w60.txt", Chart.draw(List.of(of("a", 61, 60, i -> 0)), options(60, 10, Glyphs.UNICODE)));
    }

    @Test
    void leavesOutWhatIsNoFiniteNumber() {
        double[] values = {1, 2, Double.POSITIVE_INFINITY, 3, 4, Double.NEGATIVE_INFINITY, 5, 6, 7};
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = Answers.AT.toEpochMilli() + i * 15_000L;
        }
        values[7] = Double.NaN;
        Series series = Series.of(Labels.EMPTY, times, values);
        GOLDEN.lines("infinite.w60.txt", Chart.draw(List.of(series), options(60, 10, Glyphs.UNICODE)));
    }

    @Test
    void saysThatThereIsNoData() {
        List<Line> lines = Chart.draw(List.of(), options(80, 20, Glyphs.UNICODE).withExpression("up"));
        assertEquals(List.of("up", "no data"), lines.stream().map(Line::text).toList());
        Series nan = Series.of(Labels.EMPTY, new long[] {0}, new double[] {Double.NaN});
        assertEquals(
                "no data",
                Chart.draw(List.of(nan), options(80, 20, Glyphs.UNICODE)).get(0).text());
    }

    @Test
    void saysWhatToGraphOfNativeHistograms() {
        Series series = new Series(
                Labels.EMPTY, new long[0], new double[0], List.of(new Series.HistogramSample(0, Answers.histogram())));
        List<Line> lines = Chart.draw(List.of(series), options(120, 20, Glyphs.UNICODE));
        assertTrue(lines.get(0).text().contains("histogram_quantile(0.9, ...)"), lines.toString());
    }

    @Test
    void keepsToItsWidthAndHeightWhateverTheyAre() {
        for (Glyphs glyphs : Glyphs.values()) {
            for (int width = 1; width <= 130; width += width < 20 ? 1 : 7) {
                for (int height = 1; height < 40; height += 3) {
                    ChartOptions options = options(width, height, glyphs).withExpression("x_bytes");
                    List<Line> lines = Chart.draw(TWO, options);
                    for (Line line : lines) {
                        assertTrue(line.width() <= width, line.text() + " at " + width);
                    }
                    assertTrue(height < 14 || width < 60 || lines.size() == height, lines.size() + " of " + height);
                }
            }
        }
    }

    @Test
    void survivesExtremeValuesAndTimes() {
        double[][] cases = {
            {Double.MAX_VALUE, -Double.MAX_VALUE},
            {Double.MIN_VALUE, 0},
            {1e300, 1.0000001e300},
            {1e15, 1e15 + 2},
            {1, Math.nextUp(1.0)},
            {-1e-300, 1e-300},
            {Double.MIN_VALUE, Double.MIN_VALUE},
        };
        for (double[] values : cases) {
            for (Unit unit : Unit.values()) {
                Series series = Series.of(Labels.EMPTY, new long[] {0, 4_000_000_000_000L}, values);
                ChartOptions base = options(80, 12, Glyphs.UNICODE);
                ChartOptions options = new ChartOptions(
                        80, 12, base.zone(), base.glyphs(), base.marks(), true, unit, "", base.range());
                List<Line> lines = Chart.draw(List.of(series), options);
                assertTrue(lines.size() >= 8, unit + " " + values[0]);
            }
        }
    }

    @Test
    void drawsTenThousandPointsOfTwelveSeriesQuickly() {
        List<Series> many = new ArrayList<>();
        for (int s = 0; s < 20; s++) {
            int phase = s;
            many.add(of("i" + s, 11_000, 15, i -> Math.sin(i / 300.0 + phase)));
        }
        List<Line> lines = Chart.draw(many, options(80, 30, Glyphs.UNICODE));
        assertEquals("showing 12 of 20 series", lines.get(lines.size() - 1).text());
    }
}
