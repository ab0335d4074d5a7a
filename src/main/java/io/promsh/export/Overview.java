package io.promsh.export;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What must be known of all series of a metric before the first row of a table can be written. */
final class Overview implements SeriesSink {
    private final List<Labels> series = new ArrayList<>();
    private final TreeSet<String> labelNames = new TreeSet<>();
    private long samples;
    private long histograms;

    @Override
    public void begin(Labels labels) {
        series.add(labels);
        labels.forEach((name, value) -> labelNames.add(name));
    }

    @Override
    public void samples(Series slice) {
        samples += slice.size();
        histograms += slice.histograms().size();
    }

    @Override
    public void end() {
        // Series are told apart by their beginnings.
    }

    /** Returns the series, in the order in which they come. */
    List<Labels> series() {
        return series;
    }

    SortedSet<String> labelNames() {
        return labelNames;
    }

    long samples() {
        return samples;
    }

    long histograms() {
        return histograms;
    }
}
