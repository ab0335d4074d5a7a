package io.promsh.command.dashboard;

import io.promsh.dashboard.Confidence;
import io.promsh.dashboard.Dashboard;
import io.promsh.dashboard.DashboardUse;
import io.promsh.dashboard.DashboardUse.UsedExpression;
import io.promsh.dashboard.Selection;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Counts;
import io.promsh.text.Escaping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a dashboard uses, as lists and sentences. */
final class DashboardView {
    private DashboardView() {}

    /** Returns the sentence above the lists. */
    static String summary(DashboardUse use) {
        Dashboard dashboard = use.dashboard();
        String title = dashboard.title().isEmpty() ? "a dashboard without a title" : dashboard.title();
        return Escaping.visible(title) + ": " + Counts.of(dashboard.panels(), "panel") + ", "
                + Counts.of(use.expressions().size(), "expression") + ", "
                + Counts.of(use.metrics().size(), "metric") + ", "
                + Counts.of(dashboard.variables().size(), "variable") + "; data sources: "
                + (use.dataSources().isEmpty() ? "none" : Escaping.visible(String.join(", ", use.dataSources())));
    }

    /**
     * Returns the metrics.
     *
     * @param presence of each metric's name, by row; empty when no target was asked
     * @param isFull whether selectors and notes belong to each row; a terminal has no room for them
     */
    static Listing metrics(List<MetricRow> rows, Map<MetricRow, Presence> presence, boolean isFull) {
        Listing.Builder listing = Listing.of("metric", "metrics")
                .field("metric", "metric", Kind.NAME)
                .field("data", "data", Kind.STATE)
                .field("series", "series", Kind.NUMBER)
                .field("places", "used in", Kind.NUMBER, 1)
                .field("confidence", "confidence", Kind.TEXT, 2);
        if (isFull) {
            listing.field("selectors", "selectors", Kind.LIST).field("notes", "notes", Kind.LIST);
        }
        for (MetricRow row : rows) {
            Presence seen = presence.getOrDefault(row, Presence.UNKNOWN);
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(row.metric());
            cells.add(seen.word());
            cells.add(seen.series());
            cells.add(row.places());
            cells.add(row.confidence().word());
            if (isFull) {
                cells.add(row.selectors());
                cells.add(row.notes());
            }
            listing.row(cells.toArray());
        }
        return listing.build();
    }

    /** Returns what was assumed for any of the metrics, each once. */
    static Set<String> notes(List<MetricRow> rows) {
        Set<String> notes = new LinkedHashSet<>();
        rows.forEach(row -> notes.addAll(row.notes()));
        return notes;
    }

    /** Returns the expressions with their places. */
    static Listing expressions(DashboardUse use) {
        Listing.Builder listing = Listing.of("expression", "expressions")
                .field("place", "place", Kind.TEXT, 5)
                .field("title", "title", Kind.NAME)
                .field("path", "row", Kind.TEXT, 4)
                .field("type", "type", Kind.TEXT, 6)
                .field("refId", "ref", Kind.TEXT, 3)
                .field("dataSource", "data source", Kind.TEXT, 7)
                .field("hidden", "hidden", Kind.FLAG, 8)
                .field("expression", "expression", Kind.TEXT)
                .field("metrics", "metrics", Kind.LIST, 2)
                .field("selectors", "selectors", Kind.LIST, 9)
                .field("confidence", "confidence", Kind.TEXT, 10)
                .field("notes", "notes", Kind.LIST, 11);
        for (UsedExpression used : use.expressions()) {
            listing.row(
                    used.place().kind().word(),
                    used.place().title(),
                    used.place().path(),
                    used.place().type(),
                    used.refId(),
                    used.source().words(),
                    used.isHidden(),
                    used.text().strip(),
                    used.metrics(),
                    used.selections().stream().map(Selection::selector).toList(),
                    confidence(used),
                    notes(used));
        }
        return listing.build();
    }

    private static @Nullable String confidence(UsedExpression used) {
        return used.selections().stream()
                .map(Selection::confidence)
                .max(Confidence::compareTo)
                .map(Confidence::word)
                .orElse(null);
    }

    private static List<String> notes(UsedExpression used) {
        Set<String> notes = new LinkedHashSet<>(used.problems());
        used.selections().forEach(selection -> notes.addAll(selection.notes()));
        return List.copyOf(notes);
    }
}
