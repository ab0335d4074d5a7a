package io.promsh.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the readers of both schemas gather, and what they do alike with it. */
final class Collected {
    final List<Variable> variables = new ArrayList<>();
    final List<DashboardQuery> queries = new ArrayList<>();
    final List<Unresolved> gaps = new ArrayList<>();
    int panels;

    /** Takes a query; one of another data source is kept as a gap, one that Grafana answers by itself is none of ours. */
    void query(
            Place place,
            JsonNode target,
            DataSource source,
            String expression,
            String minInterval,
            Map<String, String> scoped) {
        if (source.isBuiltIn()) {
            return;
        }
        if (!source.speaksPromql()) {
            gaps.add(new Unresolved(place, expression, "data source " + source.words() + " is not asked in PromQL"));
            return;
        }
        if (expression.isBlank()) {
            return;
        }
        boolean isHidden = Json.flag(target, "hide") || Json.flag(target, "hidden");
        queries.add(new DashboardQuery(
                place, Json.text(target, "refId"), source, expression, isHidden, minInterval, scoped));
    }

    Dashboard dashboard(String title, String uid, String schema) {
        return new Dashboard(title, uid, schema, panels, variables, queries, gaps);
    }
}
