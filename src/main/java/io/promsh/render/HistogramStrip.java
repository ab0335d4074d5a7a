package io.promsh.render;

import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import io.promsh.text.Glyphs;
import io.promsh.text.HumanNumbers;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.Arrays;
import java.util.List;

/** A native histogram in a line: its figures, and its buckets as a strip of bars. */
final class HistogramStrip {
    private static final int MOST_BARS = 24;

    private HistogramStrip() {}

    /** Returns for example {@code count 12  sum 3.4 s  avg 283 ms}. */
    static Line figures(NativeHistogram histogram, Unit unit, Glyphs glyphs) {
        Line line = Line.of("count ", Style.DIM)
                .plus(HumanNumbers.value(histogram.count()), Style.NUMBER)
                .plus("  sum ", Style.DIM)
                .plus(unit.format(histogram.sum(), glyphs), Style.NUMBER);
        if (histogram.count() == 0) {
            return line;
        }
        return line.plus("  avg ", Style.DIM)
                .plus(unit.format(histogram.sum() / histogram.count(), glyphs), Style.NUMBER);
    }

    /** Returns the buckets in order, one bar each, neighbours taken together where there are too many; empty is blank. */
    static String bars(NativeHistogram histogram, Glyphs glyphs) {
        List<Bucket> buckets = histogram.buckets();
        int columns = Math.min(MOST_BARS, buckets.size());
        double[] counts = new double[columns];
        for (int i = 0; i < buckets.size(); i++) {
            counts[(int) ((long) i * columns / buckets.size())] +=
                    buckets.get(i).count();
        }
        double max = Arrays.stream(counts).max().orElse(0);
        StringBuilder out = new StringBuilder(columns);
        for (double count : counts) {
            int level = (int) Math.min(7, Math.floor(count / max * 8));
            out.append(count > 0 ? glyphs.levels().charAt(level) : ' ');
        }
        return out.toString();
    }
}
