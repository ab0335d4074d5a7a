package io.promsh.target.grafana;

import io.promsh.model.Labels;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.SeriesNotation;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetadataScope;
import io.promsh.target.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Names found by queries, for a login to which Grafana opens nothing else. They are those of series that have a sample in the
 * window, of which the last day counts, or now where there is none: the page says so.
 */
final class NamesByQuery {
    private static final String NOTE =
            "Grafana lets this login ask queries only: names are those of series with samples at the time";
    private static final long LONGEST_SECONDS = 86_400;
    private static final String ALL = "{__name__!=\"\"}";

    private final Function<InstantQuery, InstantVector> vector;

    NamesByQuery(Function<InstantQuery, InstantVector> vector) {
        this.vector = vector;
    }

    Page<String> labelNames(MetadataScope scope) {
        Set<String> names = new TreeSet<>();
        for (Labels labels : all(scope, selector -> selector)) {
            labels.forEach((name, value) -> names.add(name));
        }
        return page(new ArrayList<>(names), scope);
    }

    Page<String> labelValues(String label, MetadataScope scope) {
        String quoted = SeriesNotation.isPlainLabelName(label) ? label : "\"" + label + "\"";
        Set<String> values = new TreeSet<>();
        for (Labels labels : all(scope, selector -> "count by (" + quoted + ") (" + selector + ")")) {
            String value = labels.get(label);
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return page(new ArrayList<>(values), scope);
    }

    Page<Labels> series(MetadataScope scope) {
        return page(new ArrayList<>(new LinkedHashSet<>(all(scope, selector -> selector))), scope);
    }

    private List<Labels> all(MetadataScope scope, Function<String, String> expression) {
        List<String> selectors = scope.selectors().isEmpty() ? List.of(ALL) : scope.selectors();
        Optional<Instant> at = scope.range().map(range -> range.end());
        String window = scope.range()
                .map(range -> "["
                        + Math.max(1, Math.min(LONGEST_SECONDS, range.length().toSeconds())) + "s]")
                .orElse("");
        Duration timeout = scope.timeout();
        List<Labels> found = new ArrayList<>();
        for (String selector : selectors) {
            String asked = window.isEmpty() ? selector : "last_over_time(" + selector + window + ")";
            vector.apply(InstantQuery.of(expression.apply(asked), at, timeout))
                    .elements()
                    .forEach(element -> found.add(element.labels()));
        }
        return found;
    }

    private static <T> Page<T> page(List<T> items, MetadataScope scope) {
        boolean cut = scope.limit() > 0 && items.size() > scope.limit();
        return new Page<>(cut ? items.subList(0, scope.limit()) : items, cut, List.of(NOTE));
    }
}
