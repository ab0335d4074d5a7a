package io.promsh.target;

import io.promsh.model.MetricMetadata;
import io.promsh.model.Series;
import java.util.List;
import java.util.Map;

/**
 * Samples for one remote write request: of each series in ascending time.
 *
 * @param series float samples; native histograms are not sent
 * @param metadata of metric families by name; may be empty
 */
public record WriteBatch(List<Series> series, Map<String, MetricMetadata> metadata) {
    public WriteBatch {
        series = List.copyOf(series);
        metadata = Map.copyOf(metadata);
    }

    /** Returns the number of samples. */
    public long samples() {
        return series.stream().mapToLong(one -> one.values().length).sum();
    }
}
