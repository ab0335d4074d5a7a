package io.promsh.model;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The labels of a series, sorted by name (UTF-16 order); names are unique. The metric name is the label {@code __name__}. */
public final class Labels implements Comparable<Labels> {
    public static final String METRIC_NAME = "__name__";
    public static final Labels EMPTY = new Labels(new String[0]);

    /** Names at even places, values at odd ones. */
    private final String[] pairs;

    private Labels(String[] pairs) {
        this.pairs = pairs;
    }

    /** Makes labels from a map; a label with an empty value is no label and is left out. */
    public static Labels of(Map<String, String> map) {
        if (map.isEmpty()) {
            return EMPTY;
        }
        Map<String, String> sorted = new TreeMap<>(map);
        sorted.values().removeIf(String::isEmpty);
        String[] pairs = new String[sorted.size() * 2];
        int i = 0;
        for (Map.Entry<String, String> entry : sorted.entrySet()) {
            pairs[i++] = entry.getKey();
            pairs[i++] = entry.getValue();
        }
        return new Labels(pairs);
    }

    /** Makes labels from name, value, name, value ... in any order; a later pair wins. */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("names and values must come in pairs");
        }
        if (isSorted(namesAndValues)) {
            return new Labels(namesAndValues.clone());
        }
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(map);
    }

    private static boolean isSorted(String[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1].isEmpty() || (i > 0 && pairs[i - 2].compareTo(pairs[i]) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the value of a label, or an empty string when there is none, as PromQL sees it. */
    public String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return "";
    }

    /** Returns the metric name, or an empty string. */
    public String metricName() {
        return get(METRIC_NAME);
    }

    /** Returns the number of labels, the metric name included. */
    public int size() {
        return pairs.length / 2;
    }

    /** Returns whether there is no label at all. */
    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** Returns the name of label {@code i}, 0 &lt;= i &lt; size. */
    public String name(int i) {
        return pairs[2 * i];
    }

    /** Returns the value of label {@code i}, 0 &lt;= i &lt; size. */
    public String value(int i) {
        return pairs[2 * i + 1];
    }

    /** Visits the labels in order of their names. */
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < pairs.length; i += 2) {
            visitor.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** Returns the labels without the one named. */
    public Labels without(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                String[] rest = new String[pairs.length - 2];
                System.arraycopy(pairs, 0, rest, 0, i);
                System.arraycopy(pairs, i + 2, rest, i, rest.length - i);
                return new Labels(rest);
            }
        }
        return this;
    }

    @Override
    public int compareTo(Labels other) {
        return Arrays.compare(pairs, other.pairs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && Arrays.equals(pairs, labels.pairs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pairs);
    }

    /** Returns the series in PromQL notation, for example {@code up{job="api"}}; UTF-8 names are quoted as Prometheus 3 does. */
    @Override
    public String toString() {
        return SeriesNotation.of(this);
    }
}
