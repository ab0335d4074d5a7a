package io.promsh.render;

import io.promsh.model.Series;
import java.util.List;

/**
 * The finite values of some series.
 *
 * @param isWhole whether all of them are whole numbers
 */
record ValueRange(double min, double max, boolean isWhole) {
    static ValueRange of(List<Series> all) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        boolean isWhole = true;
        for (Series series : all) {
            for (double value : series.values()) {
                if (Math.abs(value) <= Double.MAX_VALUE) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                    isWhole &= value == Math.rint(value);
                }
            }
        }
        return new ValueRange(min, max, isWhole);
    }

    boolean isEmpty() {
        return min > max;
    }
}
