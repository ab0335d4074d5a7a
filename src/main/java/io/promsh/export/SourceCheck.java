package io.promsh.export;

import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.Progress;
import io.promsh.fetch.RawFetch;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.MetricsTarget;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * A metric of an export beside what a target has now. Stale markers are not compared: not every way to samples shows them.
 *
 * @param exported the figures of the manifest
 * @param source the same figures of the target
 */
public record SourceCheck(String metric, Figures exported, Figures source) {
    /** Reads a metric of an export's plan from the target and counts. */
    public static SourceCheck of(
            ExportedMetric metric,
            ExportPlan plan,
            MetricsTarget target,
            FetchOptions options,
            Progress progress,
            ExecutorService executor) {
        Figures source = plan.step().isPresent()
                ? evaluated(metric, plan, target, options, progress, executor)
                : stored(metric, plan.window(), new RawFetch(target, options, progress));
        return new SourceCheck(metric.plan().metric(), metric.figures(), source);
    }

    private static Figures evaluated(
            ExportedMetric metric,
            ExportPlan plan,
            MetricsTarget target,
            FetchOptions options,
            Progress progress,
            ExecutorService executor) {
        Evaluated answer = Evaluated.of(target, metric.plan(), plan, options, executor, progress);
        SeriesStatistics statistics = new SeriesStatistics();
        TimeRange both =
                new TimeRange(plan.window().start(), plan.window().end().plusMillis(1));
        try {
            answer.samples().read(both, statistics);
        } catch (IOException e) {
            throw new AssertionError("points in memory", e);
        }
        return statistics.figures(both);
    }

    private static Figures stored(ExportedMetric metric, TimeRange window, RawFetch fetch) {
        SeriesStatistics all = new SeriesStatistics();
        Set<Labels> before = new HashSet<>();
        for (String selector : metric.plan().selectors()) {
            Map<Labels, SeriesStatistics> series = new LinkedHashMap<>();
            fetch.stream(java.util.List.of(selector), window, slice -> take(slice, series));
            series.forEach((labels, one) -> {
                if (before.add(labels)) {
                    one.end();
                    all.add(one);
                }
            });
        }
        return all.figures(window);
    }

    private static void take(Series slice, Map<Labels, SeriesStatistics> series) {
        series.computeIfAbsent(slice.labels(), labels -> {
                    SeriesStatistics statistics = new SeriesStatistics();
                    statistics.begin(labels);
                    return statistics;
                })
                .samples(slice);
    }

    /** Returns whether both have the same samples of the same series. */
    public boolean isSame() {
        return exported.samples() == source.samples()
                && exported.series() == source.series()
                && exported.fingerprint().equals(source.fingerprint());
    }

    /** Returns what differs, a phrase; empty when nothing does. */
    public String difference() {
        if (isSame()) {
            return "";
        }
        if (source.samples() == 0) {
            return "the source has none of them any more";
        }
        if (exported.series() != source.series()) {
            return "the source has " + source.series() + " series, not " + exported.series();
        }
        if (exported.samples() != source.samples()) {
            String first = exported.firstMillis() == source.firstMillis()
                    ? ""
                    : ", the first at " + Instant.ofEpochMilli(source.firstMillis());
            return "the source has " + source.samples() + " samples, not " + exported.samples() + first;
        }
        return "as many samples, but other labels, times or values";
    }
}
