package io.promsh.target.prometheus;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.target.RawSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The samples of the series that is being read; one instance serves all series of an answer. */
final class SampleColumns {
    private long[] times = new long[128];
    private double[] values = new double[128];
    private List<HistogramSample> histograms = new ArrayList<>();
    private int size;

    void clear() {
        size = 0;
        if (!histograms.isEmpty()) {
            histograms = new ArrayList<>();
        }
    }

    void add(long millis, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size + (size >> 1));
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        times[size] = millis;
        values[size++] = value;
    }

    void add(HistogramSample histogram) {
        histograms.add(histogram);
    }

    void into(RawSink sink) {
        sink.samples(times, values, size);
        histograms.forEach(sink::histogram);
    }

    Series toSeries(Labels labels) {
        return new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size), histograms);
    }
}
