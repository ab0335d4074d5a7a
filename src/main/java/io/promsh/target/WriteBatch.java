package io.promsh.target;

import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.Series;
import io.promsh.model.SparseHistogram;
import java.util.List;
import java.util.Map;

/**
 * Samples for one remote write request: of each series in ascending time.
 *
 * @param series float samples
 * @param histograms native histograms
 * @param metadata of metric families by name; may be empty
 */
public record WriteBatch(List<Series> series, List<Histograms> histograms, Map<String, MetricMetadata> metadata) {
    public WriteBatch {
        series = List.copyOf(series);
        histograms = List.copyOf(histograms);
        metadata = Map.copyOf(metadata);
    }

    /** Native histograms of a series. */
    public record Histograms(Labels labels, List<SparseHistogram> samples) {
        public Histograms {
            samples = List.copyOf(samples);
        }
    }

    /** Returns the number of samples, histograms included. */
    public long samples() {
        return series.stream().mapToLong(one -> one.values().length).sum()
                + histograms.stream().mapToLong(one -> one.samples().size()).sum();
    }
}
