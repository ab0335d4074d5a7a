package io.promsh.model;

/** What a server knows about a metric family; fields are empty strings where unknown. {@code type} as spelled by Prometheus. */
public record MetricMetadata(String type, String help, String unit) {
    public static final MetricMetadata UNKNOWN = new MetricMetadata("", "", "");
}
