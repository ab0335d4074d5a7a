package io.promsh.coverage;

import io.promsh.fetch.SliceSink;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** When each series of a selector was sampled. */
final class SeriesTraces implements SliceSink {
    private final Map<Labels, SampleTrace> traces = new TreeMap<>();
    private final Map<Labels, NavigableSet<Long>> markers = new TreeMap<>();

    @Override
    public void take(Series slice) {
        SampleTrace trace = traces.computeIfAbsent(slice.labels(), fresh -> new SampleTrace());
        long[] times = slice.timestampsMillis();
        double[] values = slice.values();
        List<HistogramSample> histograms = slice.histograms();
        int next = 0;
        for (int i = 0; i < times.length; i++) {
            for (; next < histograms.size() && histograms.get(next).timestampMillis() < times[i]; next++) {
                trace.add(histograms.get(next).timestampMillis());
            }
            if (Values.isStale(values[i])) {
                markers.computeIfAbsent(slice.labels(), fresh -> new TreeSet<>())
                        .add(times[i]);
            } else {
                trace.add(times[i]);
            }
        }
        for (; next < histograms.size(); next++) {
            trace.add(histograms.get(next).timestampMillis());
        }
    }

    SampleTrace trace(Labels labels) {
        return traces.computeIfAbsent(labels, fresh -> new SampleTrace());
    }

    NavigableSet<Long> markers(Labels labels) {
        return markers.getOrDefault(labels, new TreeSet<>());
    }

    /** Visits the series that have a sample, in the order of their labels. */
    void forEach(BiConsumer<Labels, SampleTrace> visitor) {
        traces.forEach((labels, trace) -> {
            if (trace.samples() > 0) {
                visitor.accept(labels, trace);
            }
        });
    }

    long samples() {
        return traces.values().stream().mapToLong(SampleTrace::samples).sum();
    }

    List<SampleTrace> all() {
        return new ArrayList<>(traces.values());
    }
}
