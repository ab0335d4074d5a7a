package io.promsh.target.grafana;

/** A data source of a Grafana; {@code type} is its plugin's, for example {@code prometheus}. */
record DataSource(String uid, String name, String type) {
    /** Returns whether it speaks PromQL: Prometheus's own plugin, and those of Amazon and Azure made from it. */
    boolean isPrometheus() {
        return type.equals("prometheus") || type.endsWith("prometheus-datasource");
    }

    @Override
    public String toString() {
        return name + " (" + uid + ")";
    }
}
