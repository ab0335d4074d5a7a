package io.promsh.dashboard;

import java.util.Map;

/**
 * A query of a dashboard.
 *
 * @param refId its letter within the panel; may be empty
 * @param expression PromQL with the dashboard's variables in it
 * @param isHidden whether the panel does not draw it (other queries may use it)
 * @param minInterval the smallest step that panel or query set, as written; may be empty
 * @param scoped values of variables that hold for this panel alone (a repeated panel)
 */
public record DashboardQuery(
        Place place,
        String refId,
        DataSource source,
        String expression,
        boolean isHidden,
        String minInterval,
        Map<String, String> scoped) {
    public DashboardQuery {
        scoped = Map.copyOf(scoped);
    }
}
