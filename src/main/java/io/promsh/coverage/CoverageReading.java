package io.promsh.coverage;

import io.promsh.coverage.Rhythm.Phase;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.FetchReport;
import io.promsh.fetch.Progress;
import io.promsh.fetch.RawFetch;
import io.promsh.fetch.Selection;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.TimeRange;
import io.promsh.promql.LabelMatcher;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RawQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what there is of a window, from the samples' own times, and sets it against what there should be. */
public final class CoverageReading {
    private final MetricsTarget target;
    private final FetchOptions options;
    private final Progress progress;

    /** Makes a reader. */
    public CoverageReading(MetricsTarget target, FetchOptions options, Progress progress) {
        this.target = target;
        this.options = options;
        this.progress = progress;
    }

    /** Reads. Throws a usage failure for what is no plain selector, and what the target throws. */
    public CoverageReport run(CoverageQuery query) {
        Map<String, SeriesTraces> found = new LinkedHashMap<>();
        FetchReport read = null;
        boolean counted = false;
        for (String selector : query.selectors()) {
            SeriesTraces traces = new SeriesTraces();
            CountedWindows windows = new CountedWindows(target, options, progress, query.window());
            FetchReport one = windows.read(Selection.of(selector), traces);
            counted |= windows.hasCounted();
            read = read == null ? one : read.plus(one);
            found.put(selector, traces);
        }
        if (read == null) {
            throw Failure.usage("coverage needs a selector", "for example: coverage up");
        }
        Expectation expectation = Expectation.of(target, query.interval(), query.asConfigured(), found.values());
        List<MetricCoverage> metrics = new ArrayList<>();
        for (Map.Entry<String, SeriesTraces> entry : found.entrySet()) {
            metrics.add(metric(query, entry.getKey(), entry.getValue(), expectation));
        }
        List<MetricCoverage> explained = new CauseFinding(target, query.window(), options.timeout()).explain(metrics);
        return new CoverageReport(query.window(), explained, expectation.configured(), counted, read);
    }

    private MetricCoverage metric(CoverageQuery query, String selector, SeriesTraces traces, Expectation expectation) {
        GapFinding finding = new GapFinding(query.window(), query.now());
        List<SeriesCoverage> series = new ArrayList<>();
        Set<Labels> there = new TreeSet<>();
        traces.forEach((labels, trace) -> {
            there.add(labels);
            List<Phase> phases = expectation.phases(labels, trace);
            series.add(finding.of(labels, trace, phases, expectation.source(labels, trace), traces.markers(labels)));
        });
        if (query.baseline().isPresent()) {
            for (Labels labels : labelsOf(query.baseline().get(), selector)) {
                if (there.add(labels)) {
                    series.add(finding.absent(
                            labels, expectation.interval(labels), expectation.sourceWithoutSamples(labels)));
                }
            }
        }
        if (series.isEmpty()) {
            Labels name = nameOf(selector);
            series.add(finding.absent(name, expectation.interval(name), expectation.sourceWithoutSamples(name)));
        }
        series.sort((a, b) -> a.labels().compareTo(b.labels()));
        return new MetricCoverage(selector, series);
    }

    /** A selector that found nothing stands for one series at least: that of its equalities. */
    private static Labels nameOf(String selector) {
        Map<String, String> equal = new LinkedHashMap<>();
        Selection.of(selector).matchers().stream()
                .filter(matcher -> matcher.operator().equals("="))
                .forEach(matcher -> equal.put(matcher.name(), matcher.value()));
        return Labels.of(equal);
    }

    private Set<Labels> labelsOf(Baseline baseline, String selector) {
        TimeRange window = baseline.window();
        Selection selection = Selection.of(selector);
        String expression = "last_over_time(" + selection.text() + "[" + RawQuery.range(window.length()) + "])";
        Set<Labels> found = new TreeSet<>();
        try {
            QueryAnswer answer = baseline.target()
                    .instantQuery(
                            InstantQuery.of(expression, Optional.of(window.end().minusMillis(1)), options.timeout()));
            if (answer.result() instanceof InstantVector vector) {
                vector.elements().forEach(element -> found.add(named(element.labels(), selection)));
            }
            return found;
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.FAILED) {
                throw failure;
            }
        }
        // Too much for one question: read, and forget the samples.
        new RawFetch(baseline.target(), options, progress)
                .stream(List.of(selector), window, slice -> found.add(slice.labels()));
        return found;
    }

    private static Labels named(Labels labels, Selection selection) {
        if (!labels.metricName().isEmpty() || selection.metric().isEmpty()) {
            return labels;
        }
        Map<String, String> all = new LinkedHashMap<>();
        labels.forEach(all::put);
        all.put(LabelMatcher.METRIC_NAME, selection.metric());
        return Labels.of(all);
    }
}
