package io.promsh.dashboard;

import java.util.List;

/**
 * A dashboard as far as its data is concerned.
 *
 * @param title its title; may be empty
 * @param uid Grafana's name for it; may be empty
 * @param schema the version of the schema it is written in: {@code 39}, {@code v2beta1}
 * @param panels how many panels it has, rows not counted
 * @param queries all queries of panels and annotations, in the order of the dashboard; those of other data sources too
 * @param gaps what could not even be read: library panels that are not here, other data sources
 */
public record Dashboard(
        String title,
        String uid,
        String schema,
        int panels,
        List<Variable> variables,
        List<DashboardQuery> queries,
        List<Unresolved> gaps) {
    public Dashboard {
        variables = List.copyOf(variables);
        queries = List.copyOf(queries);
        gaps = List.copyOf(gaps);
    }
}
