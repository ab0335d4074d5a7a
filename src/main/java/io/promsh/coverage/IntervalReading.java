package io.promsh.coverage;

import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.FetchReport;
import io.promsh.fetch.Progress;
import io.promsh.fetch.RawFetch;
import io.promsh.model.TimeRange;
import io.promsh.target.MetricsTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures how far apart the samples of a selector are. */
public final class IntervalReading {
    private final MetricsTarget target;
    private final FetchOptions options;
    private final Progress progress;

    /** Makes a reader. */
    public IntervalReading(MetricsTarget target, FetchOptions options, Progress progress) {
        this.target = target;
        this.options = options;
        this.progress = progress;
    }

    /** Reads. Throws a usage failure for what is no plain selector, and what the target throws. */
    public IntervalReport run(String selector, TimeRange window) {
        SeriesTraces traces = new SeriesTraces();
        FetchReport read = new RawFetch(target, options, progress).stream(List.of(selector), window, traces);
        List<SampleTrace> all = new ArrayList<>();
        traces.forEach((labels, trace) -> all.add(trace));
        Optional<Rhythm> rhythm =
                all.stream().max(Comparator.comparingLong(SampleTrace::samples)).flatMap(Rhythm::of);
        Map<Duration, Long> histogram = Rhythm.histogram(all);
        Optional<Duration> configured = Expectation.of(target, List.of(traces)).configured();
        return new IntervalReport(histogram, rhythm, all.size(), configured, read);
    }
}
