package io.promsh.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.testing.Answers;
import io.promsh.text.Glyphs;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {
    private static String draw(double... values) {
        return Sparkline.of(values, Glyphs.UNICODE);
    }

    @Test
    void scalesFromLowestToHighest() {
        assertEquals("\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588", draw(0, 1, 2, 3, 4, 5, 6, 7));
        assertEquals("_.:-=+*#", Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, Glyphs.ASCII));
        assertEquals("\u2581\u2588", draw(-Double.MAX_VALUE, Double.MAX_VALUE));
    }

    @Test
    void drawsAConstantHalfHigh() {
        assertEquals("\u2584\u2584\u2584", draw(5, 5, 5));
    }

    @Test
    void leavesGapsBlankAndInfinitiesAtTheEdge() {
        assertEquals("\u2581 \u2588", draw(0, Double.NaN, 1));
        assertEquals("\u2588\u2581\u2588\u2581", draw(Double.POSITIVE_INFINITY, 0, 1, Double.NEGATIVE_INFINITY));
        assertEquals("  ", draw(Double.NaN, Double.NaN));
        assertEquals("", draw());
    }

    @Test
    void showsAGapInTimeAsAGap() {
        long[] times = {0, 10, 20, 30, 70, 80, 90};
        double[] values = {0, 0, 0, 0, 7, 7, 7};
        assertEquals(
                "\u2581\u2581\u2581\u2581   \u2588\u2588\u2588",
                Sparkline.of(times, values, 0, 100, 10, Glyphs.UNICODE));
    }

    @Test
    void joinsSamplesThatAreFurtherApartThanColumns() {
        long[] times = {0, 10, 20};
        double[] values = {0, 7, 0};
        assertEquals(
                "\u2581\u2583\u2585\u2587\u2588\u2587\u2585\u2583\u2581",
                Sparkline.of(times, values, 0, 20, 9, Glyphs.UNICODE).replace("\u2588\u2588", "\u2588"));
    }

    @Test
    void drawsOnlyItsWindow() {
        long[] times = {0, 10, 20, 30};
        double[] values = {100, 1, 2, 100};
        assertEquals("\u2581\u2588", Sparkline.of(times, values, 10, 29, 2, Glyphs.UNICODE));
        assertEquals("   ", Sparkline.of(times, values, 1000, 2000, 3, Glyphs.UNICODE));
        assertEquals("   ", Sparkline.of(new long[0], new double[0], 0, 10, 3, Glyphs.UNICODE));
        assertEquals("   ", Sparkline.of(times, values, 10, 10, 3, Glyphs.UNICODE));
    }

    @Test
    void drawsTheCountsOfNativeHistograms() {
        Series series = new Series(
                Labels.EMPTY,
                new long[0],
                new double[0],
                List.of(new HistogramSample(0, Answers.histogram()), new HistogramSample(10, Answers.histogram())));
        assertEquals("\u2584\u2584", Sparkline.of(series, 0, 20, 2, Glyphs.UNICODE));
    }
}
