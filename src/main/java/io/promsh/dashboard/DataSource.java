package io.promsh.dashboard;

import java.util.List;
import java.util.Locale;

/**
 * The data source of a query as the dashboard names it.
 *
 * @param type its plugin, for example {@code prometheus}; empty where the dashboard does not say
 * @param name its uid or name; empty means Grafana's default one
 */
public record DataSource(String type, String name) {
    /** Nothing said: Grafana's default data source. */
    public static final DataSource DEFAULT = new DataSource("", "");

    /** What Grafana answers by itself: no query reaches a database. */
    private static final List<String> BUILT_IN = List.of("-- Dashboard --", "-- Grafana --", "grafana", "__expr__");

    /** Returns whether it is asked in PromQL: a plugin of that family, or one that nobody names. */
    public boolean speaksPromql() {
        String plugin = type.toLowerCase(Locale.ROOT);
        return (plugin.isEmpty() || plugin.contains("prometheus") || plugin.contains("mimir")) && !isBuiltIn();
    }

    /** Returns whether Grafana answers by itself: another panel's result, an expression over results, its own annotations. */
    public boolean isBuiltIn() {
        return BUILT_IN.contains(name)
                || type.equals("__expr__")
                || type.equals("datasource")
                || type.equals("grafana");
    }

    /** Returns whether each query of the panel names its own. */
    boolean isMixed() {
        return name.equals("-- Mixed --");
    }

    /** Returns it in a word or two. */
    public String words() {
        if (name.isEmpty()) {
            return type.isEmpty() ? "default" : type;
        }
        return type.isEmpty() || type.equals(name) ? name : type + " " + name;
    }
}
