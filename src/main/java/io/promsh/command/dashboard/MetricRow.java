package io.promsh.command.dashboard;

import io.promsh.dashboard.Confidence;
import io.promsh.dashboard.DashboardUse;
import io.promsh.dashboard.DashboardUse.UsedExpression;
import io.promsh.dashboard.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A metric as a dashboard uses it.
 *
 * @param metric its name; a selector where only a pattern of the name is known
 * @param selectors the dashboard's selectors of it
 * @param places in how many panels, variables and annotations it is used
 * @param confidence of its surest selector
 * @param notes what was assumed for its selectors
 */
record MetricRow(
        String metric,
        boolean isPattern,
        List<String> selectors,
        int places,
        Confidence confidence,
        List<String> notes) {
    /** Returns the metrics of a dashboard, sorted, patterns last. */
    static List<MetricRow> of(DashboardUse use) {
        Map<String, Gathered> byMetric = new TreeMap<>();
        Map<String, Gathered> patterns = new LinkedHashMap<>();
        for (UsedExpression used : use.expressions()) {
            for (Selection selection : used.selections()) {
                for (String metric : selection.metrics()) {
                    byMetric.computeIfAbsent(metric, name -> new Gathered()).add(used, selection);
                }
                if (selection.metrics().isEmpty()) {
                    patterns.computeIfAbsent(selection.selector(), name -> new Gathered())
                            .add(used, selection);
                }
            }
        }
        List<MetricRow> rows = new ArrayList<>();
        byMetric.forEach((metric, gathered) -> rows.add(gathered.row(metric, false)));
        patterns.forEach((selector, gathered) -> rows.add(gathered.row(selector, true)));
        return rows;
    }

    private static final class Gathered {
        private final Set<String> selectors = new LinkedHashSet<>();
        private final Set<Object> places = new LinkedHashSet<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private Confidence confidence = Confidence.GUESSED;

        void add(UsedExpression used, Selection selection) {
            selectors.add(selection.selector());
            places.add(used.place());
            notes.addAll(selection.notes());
            if (selection.confidence().compareTo(confidence) < 0) {
                confidence = selection.confidence();
            }
        }

        MetricRow row(String metric, boolean isPattern) {
            return new MetricRow(
                    metric, isPattern, List.copyOf(selectors), places.size(), confidence, List.copyOf(notes));
        }
    }
}
