package io.promsh.fetch;

import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.SeriesMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Divides the series of a selection into disjoint ones that together are all, by the values of the label that has most of them. */
final class Shards {
    private static final int MOST_VALUES = 50_000;
    private static final int MOST_PATTERN_CHARS = 60_000;
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private Shards() {}

    /**
     * Returns two shards or more, or an empty list where the series differ in no label. The last shard is what none of the others
     * names, so that a series that has just come is in one of them too.
     *
     * @param wanted about how many, at least 2
     */
    static List<Selection> of(
            MetricsTarget target, Selection selection, TimeRange window, int wanted, Duration timeout) {
        MetadataScope scope = new MetadataScope(List.of(selection.text()), Optional.of(window), 0, timeout);
        MetadataScope bounded = new MetadataScope(List.of(selection.text()), Optional.of(window), MOST_VALUES, timeout);
        String widest = "";
        List<String> values = List.of();
        for (String label : target.labelNames(scope).items()) {
            if (label.equals(Labels.METRIC_NAME) && !selection.metric().isEmpty()) {
                continue;
            }
            List<String> found = target.labelValues(label, bounded).items();
            if (found.size() > values.size()) {
                widest = label;
                values = found;
            }
        }
        return values.size() < 2 ? List.of() : split(selection, widest, values, Math.max(2, wanted));
    }

    static List<Selection> split(Selection selection, String label, List<String> values, int wanted) {
        int size = Math.max(1, (values.size() + wanted - 1) / wanted);
        List<Selection> shards = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (int from = 0; from < values.size(); from += size) {
            List<String> group = values.subList(from, Math.min(values.size(), from + size));
            String pattern = pattern(group);
            if (pattern.length() > MOST_PATTERN_CHARS) {
                return split(selection, label, values, wanted * 2);
            }
            if (from + size < values.size()) {
                shards.add(selection.with(new SeriesMatcher(label, "=~", pattern)));
                named.add(pattern);
            }
        }
        Selection rest = selection;
        for (String pattern : named) {
            rest = rest.with(new SeriesMatcher(label, "!~", pattern));
        }
        shards.add(rest);
        return shards;
    }

    private static String pattern(List<String> values) {
        StringBuilder out = new StringBuilder();
        for (String value : values) {
            if (out.length() > 0) {
                out.append('|');
            }
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (SPECIAL.indexOf(c) >= 0) {
                    out.append('\\');
                }
                out.append(c);
            }
        }
        return out.toString();
    }
}
