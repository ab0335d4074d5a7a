package io.promsh.target;

import java.util.List;
import java.util.Optional;

/** Dashboards kept by a target that is a Grafana. Texts are JSON as the server answers it. */
public interface DashboardSource {
    /** Returns the dashboard of a UID. Throws a failure when there is none, or the login may not see it. */
    String dashboard(String uid);

    /** Returns the library panel of a UID, or empty when there is none or the login may not see it. */
    Optional<String> libraryPanel(String uid);

    /** Returns dashboards whose title resembles {@code text} (empty: all), at most {@code limit}. */
    List<Entry> search(String text, int limit);

    /** A dashboard in a list; {@code folder} is empty at the top. */
    record Entry(String uid, String title, String folder) {}
}
