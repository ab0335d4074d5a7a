package io.promsh.coverage;

import io.promsh.fetch.FetchReport;
import io.promsh.model.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is there of what should be.
 *
 * @param configured the interval of the target's configuration, where it is the same for all series and known
 * @param counted whether whole windows were counted at the server, and only the others read sample by sample
 * @param read what came of reading
 */
public record CoverageReport(
        TimeRange window,
        List<MetricCoverage> metrics,
        Optional<Duration> configured,
        boolean counted,
        FetchReport read) {
    public CoverageReport {
        metrics = List.copyOf(metrics);
    }

    /** Returns all series of all metrics. */
    public List<SeriesCoverage> series() {
        return metrics.stream().flatMap(metric -> metric.series().stream()).toList();
    }

    /** Returns the samples expected in all. */
    public long expected() {
        return metrics.stream().mapToLong(MetricCoverage::expected).sum();
    }

    /** Returns the samples present in all. */
    public long present() {
        return metrics.stream().mapToLong(MetricCoverage::present).sum();
    }

    /** Returns the share that is present, 0..1; 1 where nothing is expected. */
    public double ratio() {
        return expected() == 0 ? 1 : (double) present() / expected();
    }

    /** Returns how many of the metrics have a sample. */
    public long metricsWithData() {
        return metrics.stream().filter(metric -> metric.present() > 0).count();
    }
}
