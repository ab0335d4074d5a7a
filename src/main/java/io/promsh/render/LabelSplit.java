package io.promsh.render;

import io.promsh.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the series of an answer share, and what tells them apart.
 *
 * @param shared the labels that all have with the same value; with a single series, all of its labels
 * @param varying names of the other labels, {@code __name__} first, then by name
 * @param isSparse whether a table of the varying labels would be mostly empty
 */
public record LabelSplit(Labels shared, List<String> varying, boolean isSparse) {
    private static final int MANY = 8;

    /** Splits the labels of some series. */
    public static LabelSplit of(List<Labels> all) {
        if (all.isEmpty()) {
            return new LabelSplit(Labels.EMPTY, List.of(), false);
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (Labels labels : all) {
            labels.forEach((name, value) -> counts.merge(name, 1, Integer::sum));
        }
        List<String> varying = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        Labels first = all.get(0);
        long filled = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            String name = entry.getKey();
            String value = first.get(name);
            if (entry.getValue() == all.size() && isSame(all, name, value)) {
                shared.add(name);
                shared.add(value);
                continue;
            }
            varying.add(name.equals(Labels.METRIC_NAME) ? 0 : varying.size(), name);
            filled += entry.getValue();
        }
        boolean isSparse = varying.size() > MANY || filled * 5 < (long) varying.size() * all.size() * 3;
        return new LabelSplit(Labels.of(shared.toArray(String[]::new)), List.copyOf(varying), isSparse);
    }

    private static boolean isSame(List<Labels> all, String name, String value) {
        for (Labels labels : all) {
            if (!labels.get(name).equals(value)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the labels of a series without those that all share. */
    public Labels own(Labels labels) {
        Labels own = labels;
        for (int i = 0; i < shared.size(); i++) {
            own = own.without(shared.name(i));
        }
        return own;
    }
}
