package io.promsh.demo;

import java.util.List;

/**
 * The metrics that the incident's dashboard found data for, with what a scrape says of them. {@code up} is the server's own and
 * has no help.
 */
public enum Family {
    VEHICLES("traffic_vehicles_total", "counter", "Vehicles that crossed the counting line."),
    CREATED("traffic_vehicles_created", "gauge", "Start of the process that counts, in seconds since the epoch."),
    FLOW("traffic_flow_rate_per_minute", "gauge", "Vehicles in the last minute."),
    STATUS("system_status", "gauge", "1 while the component works, 0 while it does not."),
    UP("up", "gauge", "");

    /** The parts of the system whose health is reported. */
    public static final List<String> COMPONENTS = List.of("camera", "detector", "exporter");

    private final String metric;
    private final String type;
    private final String help;

    Family(String metric, String type, String help) {
        this.metric = metric;
        this.type = type;
        this.help = help;
    }

    /** Returns the metric's name. */
    public String metric() {
        return metric;
    }

    /** Returns the type as exposed. */
    public String type() {
        return type;
    }

    /** Returns one sentence, or an empty string. */
    public String help() {
        return help;
    }
}
