package io.promsh.export;

import io.promsh.model.MetricMetadata;
import java.util.List;
import java.util.Map;

/**
 * The family a metric belongs to, as its metadata says.
 *
 * @param name the family's name: {@code http_requests} for the counter {@code http_requests_total} in OpenMetrics
 * @param type as OpenMetrics spells it; {@code unknown} where nothing is known
 * @param unit a unit that the family's name ends with, or empty
 * @param help may be empty
 */
public record MetricFamily(String name, String type, String unit, String help) {
    private static final List<String> OF_HISTOGRAMS =
            List.of("_bucket", "_sum", "_count", "_created", "_gsum", "_gcount");

    /** Returns the family of a metric by what the server says of it, of its family, or of neither. */
    public static MetricFamily of(String metric, Map<String, MetricMetadata> metadata) {
        MetricMetadata own = metadata.get(metric);
        if (own != null) {
            return typed(metric, own);
        }
        if (metric.endsWith("_total")) {
            MetricMetadata counter = metadata.get(without(metric, "_total"));
            if (counter != null && counter.type().equals("counter")) {
                return make(without(metric, "_total"), "counter", counter);
            }
        }
        for (String suffix : OF_HISTOGRAMS) {
            MetricMetadata family = metric.endsWith(suffix) ? metadata.get(without(metric, suffix)) : null;
            boolean hasParts = family != null
                    && (family.type().endsWith("histogram") || family.type().equals("summary"));
            boolean isCreated = family != null && family.type().equals("counter") && suffix.equals("_created");
            if (family != null && (hasParts || isCreated)) {
                return make(without(metric, suffix), family.type(), family);
            }
        }
        return new MetricFamily(metric, "unknown", "", "");
    }

    private static MetricFamily typed(String metric, MetricMetadata own) {
        return switch (own.type()) {
            case "counter" ->
                metric.endsWith("_total")
                        ? make(without(metric, "_total"), "counter", own)
                        // OpenMetrics has no counter whose samples do not end in _total.
                        : make(metric, "unknown", own);
            case "info" ->
                metric.endsWith("_info") ? make(without(metric, "_info"), "info", own) : make(metric, "unknown", own);
            case "gauge", "histogram", "gaugehistogram", "summary", "stateset" -> make(metric, own.type(), own);
            default -> make(metric, "unknown", own);
        };
    }

    private static MetricFamily make(String name, String type, MetricMetadata metadata) {
        String unit = metadata.unit();
        boolean isSuffix = !unit.isEmpty() && name.endsWith("_" + unit);
        return new MetricFamily(name, type, isSuffix ? unit : "", metadata.help());
    }

    private static String without(String metric, String suffix) {
        return metric.substring(0, metric.length() - suffix.length());
    }
}
