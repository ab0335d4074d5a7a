package io.promsh.audit.rule;

/** A panel's query with something in the place of Grafana's variables, so that it can be parsed. */
final class PanelText {
    private PanelText() {}

    static String filled(String expression) {
        return expression
                .replaceAll("\\$\\{?__(rate_interval|interval|range)(:[a-z]+)?}?(?![a-z_])", "5m")
                .replaceAll("\\$\\{?__(interval_ms|range_ms|range_s|from|to)(:[a-z]+)?}?", "300")
                // A variable as a duration, then as anything else: a word.
                .replaceAll("\\[\\$\\{?[A-Za-z_][A-Za-z0-9_]*(:[a-z]+)?}?", "[5m")
                .replaceAll(":\\$\\{?[A-Za-z_][A-Za-z0-9_]*(:[a-z]+)?}?\\]", ":5m]")
                .replaceAll("\\$\\{([A-Za-z_][A-Za-z0-9_.]*)(:[a-z]+)?}", "promsh_variable")
                .replaceAll("\\[\\[([A-Za-z_][A-Za-z0-9_]*)(:[a-z]+)?]]", "promsh_variable")
                .replaceAll("\\$[A-Za-z_][A-Za-z0-9_]*", "promsh_variable");
    }
}
