package io.promsh.command;

import io.promsh.model.MetricMetadata;
import java.util.Map;

/** From a metric name to the family that its metadata is kept under. */
public final class Families {
    private static final String[] SUFFIXES = {"_total", "_bucket", "_sum", "_count", "_created", "_info"};

    private Families() {}

    /** Returns the metadata of the metric or of its family (a counter without {@code _total}, a histogram's parts). */
    public static MetricMetadata find(Map<String, MetricMetadata> metadata, String metric) {
        MetricMetadata own = metadata.get(metric);
        if (own != null) {
            return own;
        }
        for (String suffix : SUFFIXES) {
            if (metric.endsWith(suffix)) {
                MetricMetadata family = metadata.get(metric.substring(0, metric.length() - suffix.length()));
                if (family != null) {
                    return family;
                }
            }
        }
        return MetricMetadata.UNKNOWN;
    }
}
