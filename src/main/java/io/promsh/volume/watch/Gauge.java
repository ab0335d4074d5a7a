package io.promsh.volume.watch;

/** What the watchdog measures; names and helps are those of the text exposition format. */
public enum Gauge {
    LAST_RUN("promsh_watchdog_last_run_timestamp_seconds", "When the watchdog last looked."),
    ENGINE_UP("promsh_watchdog_engine_up", "Whether the Docker engine answered, 1 or 0."),
    PERSISTENT(
            "promsh_state_persistent",
            "Whether a path with state lies on a named volume or a folder of the host, 1 or 0."),
    ORPHANS(
            "promsh_orphaned_states",
            "Volumes and stopped containers that hold recognised data which no service shows."),
    STARTED("promsh_container_started_timestamp_seconds", "When a service's container was started."),
    CREATED("promsh_container_created_timestamp_seconds", "When a service's container was made."),
    RUNNING("promsh_container_running", "Whether a service's container runs, 1 or 0."),
    RETENTION_SET(
            "promsh_prometheus_retention_is_set", "Whether a retention was chosen, and is not the preset, 1 or 0."),
    RETENTION("promsh_prometheus_retention_seconds", "How long a Prometheus keeps samples."),
    OLDEST("promsh_prometheus_oldest_sample_timestamp_seconds", "The time of the oldest sample of a Prometheus."),
    BACKUP_AGE(
            "promsh_backup_age_seconds", "How old the last verified backup of a volume with state is; +Inf for none.");

    private final String metric;
    private final String help;

    Gauge(String metric, String help) {
        this.metric = metric;
        this.help = help;
    }

    /** Returns the metric's name. */
    public String metric() {
        return metric;
    }

    /** Returns what it means, one sentence. */
    public String help() {
        return help;
    }
}
