package io.promsh.coverage;

import java.util.List;

/**
 * What of one selector is there.
 *
 * @param selector as it was asked for
 * @param series sorted by labels; of a selector without any sample and without a baseline one row that stands for it
 */
public record MetricCoverage(String selector, List<SeriesCoverage> series) {
    public MetricCoverage {
        series = List.copyOf(series);
    }

    /** Returns the samples expected of all series. */
    public long expected() {
        return series.stream().mapToLong(SeriesCoverage::expected).sum();
    }

    /** Returns the samples present of all series. */
    public long present() {
        return series.stream().mapToLong(SeriesCoverage::present).sum();
    }

    /** Returns the share that is present, 0..1; 1 where nothing is expected. */
    public double ratio() {
        return expected() == 0 ? 1 : (double) present() / expected();
    }
}
