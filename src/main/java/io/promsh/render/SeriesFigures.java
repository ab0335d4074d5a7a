package io.promsh.render;

import io.promsh.model.Series;

/**
 * The figures of a series. NaN samples do not count for min, max and mean, infinite ones not for the mean; where there is
 * nothing else these are NaN.
 *
 * @param firstMillis time of the first sample of either kind
 * @param last the last float sample, NaN when there is none
 */
record SeriesFigures(int samples, long firstMillis, long lastMillis, double min, double max, double mean, double last) {
    /** Returns the figures of a series with at least one sample. */
    static SeriesFigures of(Series series) {
        double min = Double.NaN;
        double max = Double.NaN;
        double sum = 0;
        int count = 0;
        int finite = 0;
        for (double value : series.values()) {
            if (Double.isNaN(value)) {
                continue;
            }
            min = count == 0 ? value : Math.min(min, value);
            max = count == 0 ? value : Math.max(max, value);
            count++;
            if (!Double.isInfinite(value)) {
                sum += value;
                finite++;
            }
        }
        Double last = series.lastValue();
        return new SeriesFigures(
                series.size(),
                firstMillis(series),
                lastMillis(series),
                min,
                max,
                finite == 0 ? Double.NaN : sum / finite,
                last == null ? Double.NaN : last);
    }

    static long firstMillis(Series series) {
        long first = series.timestampsMillis().length == 0 ? Long.MAX_VALUE : series.timestampsMillis()[0];
        if (series.histograms().isEmpty()) {
            return first;
        }
        return Math.min(first, series.histograms().get(0).timestampMillis());
    }

    static long lastMillis(Series series) {
        int count = series.timestampsMillis().length;
        long last = count == 0 ? Long.MIN_VALUE : series.timestampsMillis()[count - 1];
        if (series.histograms().isEmpty()) {
            return last;
        }
        int histograms = series.histograms().size();
        return Math.max(last, series.histograms().get(histograms - 1).timestampMillis());
    }
}
