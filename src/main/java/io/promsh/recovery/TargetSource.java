package io.promsh.recovery;

import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.FetchReport;
import io.promsh.fetch.FetchedParts;
import io.promsh.fetch.LimitStore;
import io.promsh.fetch.Progress;
import io.promsh.fetch.RawFetch;
import io.promsh.fetch.SampleCount;
import io.promsh.fetch.SliceSink;
import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Samples of another target, and of the local one too. */
final class TargetSource implements SampleSource {
    private static final int MOST_SERIES = 2_000_000;

    private final String name;
    private final MetricsTarget target;
    private final FetchOptions options;
    private final Progress progress;

    TargetSource(String name, MetricsTarget target, Duration timeout, LimitStore limits, Progress progress) {
        this.name = name;
        this.target = target;
        this.options = FetchOptions.of(timeout, limits).withEncodedHistograms();
        this.progress = progress;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "target";
    }

    @Override
    public long[] counts(List<String> selectors, TimeRange window, Duration step, Collection<String> replicaLabels) {
        SampleCount count = new SampleCount(target, options.timeout());
        long[] counts = new long[(int) (window.length().toMillis() / step.toMillis())];
        for (String selector : selectors) {
            long[] own = replicaLabels.isEmpty()
                    ? count.everyStep(selector, window, step, step)
                    : count.ofReplicas(selector, window, step, replicaLabels);
            Arrays.setAll(counts, i -> counts[i] + own[i]);
        }
        return counts;
    }

    @Override
    public Set<Labels> series(List<String> selectors, TimeRange window) {
        return new HashSet<>(
                target.series(new MetadataScope(selectors, Optional.of(window), MOST_SERIES, options.timeout()))
                        .items());
    }

    /** Returns the names of the labels that series in the window have, or near it. */
    Collection<String> labelNames(String selector, TimeRange window) {
        return target.labelNames(new MetadataScope(List.of(selector), Optional.of(window), 0, options.timeout()))
                .items();
    }

    /** Returns the values of a label that series in the window have, or near it. */
    Collection<String> labelValues(String label, String selector, TimeRange window) {
        return target.labelValues(
                        label, new MetadataScope(List.of(selector), Optional.of(window), 0, options.timeout()))
                .items();
    }

    @Override
    public Fetched fetch(List<String> selectors, TimeRange window, Path folder) {
        FetchReport report = parts(selectors, window, folder).report();
        return new Fetched(
                report.samples(), report.bytes(), report.method().words(), report.partial(), report.warnings());
    }

    private FetchedParts parts(List<String> selectors, TimeRange window, Path folder) {
        return new RawFetch(target, options, progress).fetch(selectors, window, folder);
    }

    @Override
    public void read(List<String> selectors, TimeRange window, Path folder, SliceSink sink) {
        FetchedParts parts = parts(selectors, window, folder);
        selectors.forEach(selector -> parts.read(selector, sink));
    }

    /** Reads without keeping anything. */
    FetchReport stream(List<String> selectors, TimeRange window, SliceSink sink) {
        return new RawFetch(target, options, Progress.NONE).stream(selectors, window, sink);
    }
}
