package io.promsh.render;

import io.promsh.model.Series;
import io.promsh.text.Glyphs;
import java.util.Arrays;

/** A series in one line of bars, scaled from its lowest to its highest value; a gap stays blank, a constant is drawn half high. */
public final class Sparkline {
    private static final int LEVELS = 8;
    private static final int HALF = 3;

    private Sparkline() {}

    /** Draws one bar a value; NaN is blank, an infinity an extreme. */
    public static String of(double[] values, Glyphs glyphs) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Math.abs(value) <= Double.MAX_VALUE) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        StringBuilder out = new StringBuilder(values.length);
        for (double value : values) {
            out.append(Double.isNaN(value) ? ' ' : glyphs.levels().charAt(level(value, min, max)));
        }
        return out.toString();
    }

    private static int level(double value, double min, double max) {
        if (Double.isInfinite(value)) {
            return value > 0 ? LEVELS - 1 : 0;
        }
        if (min == max) {
            return HALF;
        }
        // Halved first: the distance of two doubles may be no double.
        double share = (value / 2 - min / 2) / (max / 2 - min / 2);
        return (int) Math.min(LEVELS - 1, Math.floor(share * LEVELS));
    }

    /** Draws a series over [start, end) in so many bars; of native histograms the counts. */
    public static String of(Series series, long startMillis, long endMillis, int columns, Glyphs glyphs) {
        if (series.timestampsMillis().length > 0 || series.histograms().isEmpty()) {
            return of(series.timestampsMillis(), series.values(), startMillis, endMillis, columns, glyphs);
        }
        int count = series.histograms().size();
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = series.histograms().get(i).timestampMillis();
            values[i] = series.histograms().get(i).histogram().count();
        }
        return of(times, values, startMillis, endMillis, columns, glyphs);
    }

    /** Draws samples in ascending time over [start, end) in so many bars, each the mean of its samples. */
    public static String of(long[] times, double[] values, long start, long end, int columns, Glyphs glyphs) {
        return of(bars(times, values, start, end, columns), glyphs);
    }

    /**
     * Returns the mean of each of {@code columns} equal parts of [start, end); between samples that are further apart than a part
     * is wide, a straight line, unless their distance is a gap; otherwise NaN.
     */
    static double[] bars(long[] times, double[] values, long start, long end, int columns) {
        double[] bars = new double[columns];
        Arrays.fill(bars, Double.NaN);
        if (times.length == 0 || end <= start) {
            return bars;
        }
        long usual = Spacing.of(times).map(Spacing::median).orElse(0L);
        double width = (end - start) / (double) columns;
        int next = 0;
        while (next < times.length && times[next] < start) {
            next++;
        }
        for (int i = 0; i < columns; i++) {
            double until = i == columns - 1 ? end : start + (i + 1) * width;
            int first = next;
            // The last part is closed: evaluations stand at both ends of their window.
            while (next < times.length && (times[next] < until || (i == columns - 1 && times[next] <= end))) {
                next++;
            }
            bars[i] = next > first
                    ? mean(values, first, next)
                    : between(times, values, next, start + (i + 0.5) * width, usual);
        }
        return bars;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static double between(long[] times, double[] values, int next, double at, long usual) {
        int before = next - 1;
        if (before < 0) {
            return next < times.length && times[next] - at <= usual / 2.0 ? values[next] : Double.NaN;
        }
        if (next >= times.length) {
            return at - times[before] <= usual / 2.0 ? values[before] : Double.NaN;
        }
        long distance = times[next] - times[before];
        if (distance > usual * 1.5) {
            return Double.NaN;
        }
        double share = (at - times[before]) / distance;
        return values[before] + share * (values[next] - values[before]);
    }
}
