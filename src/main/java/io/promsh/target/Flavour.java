package io.promsh.target;

/** The kinds of Prometheus-compatible servers that promsh tells apart. */
public enum Flavour {
    PROMETHEUS("Prometheus"),
    MIMIR("Mimir / Grafana Cloud"),
    THANOS("Thanos"),
    VICTORIA_METRICS("VictoriaMetrics"),
    GRAFANA("Grafana"),
    UNKNOWN("Prometheus-compatible");

    private final String title;

    Flavour(String title) {
        this.title = title;
    }

    /** Returns the name to show. */
    public String title() {
        return title;
    }
}
