package io.promsh.dashboard;

import java.util.List;

/**
 * A variable of a dashboard.
 *
 * @param kind {@code query}, {@code custom}, {@code interval}, {@code datasource}, {@code constant}, {@code textbox}, {@code adhoc} ...
 * @param query what makes its values: {@code label_values(up, job)}, a list with commas, a constant; for a data source its plugin
 * @param current the values chosen when the dashboard was saved; empty when none were
 * @param options the values that the dashboard itself lists
 * @param allValue what "All" stands for where the author set it, else empty
 * @param includesAll whether "All" can be chosen
 * @param isMulti whether several values can be chosen
 * @param regex the filter on queried values, with its slashes; may be empty
 */
public record Variable(
        String name,
        String kind,
        String query,
        DataSource source,
        List<String> current,
        List<String> options,
        String allValue,
        boolean includesAll,
        boolean isMulti,
        String regex) {
    /** The value that Grafana keeps for "All". */
    static final String ALL = "$__all";

    public Variable {
        current = List.copyOf(current);
        options = List.copyOf(options);
    }

    /** Returns whether its values come from a query. */
    public boolean isQueried() {
        return kind.equals("query");
    }
}
