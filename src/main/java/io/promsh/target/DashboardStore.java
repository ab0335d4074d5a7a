package io.promsh.target;

import java.util.Optional;

/** Dashboards that a target keeps beside its metrics, as JSON. Calls block and fail as those of {@link MetricsTarget} do. */
public interface DashboardStore {
    /** Returns the JSON of the dashboard with that uid, or empty when there is none. */
    Optional<String> dashboard(String uid);

    /** Returns the JSON of a panel that dashboards share, by uid or, where that is empty, by name; empty when there is none. */
    Optional<String> libraryPanel(String uid, String name);
}
