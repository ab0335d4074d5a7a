package io.promsh.dashboard;

import java.util.List;

/**
 * What a variable stands for.
 *
 * @param values its values; empty when it may be any
 * @param isRegex whether its one value is a regular expression that the author wrote
 * @param isEscaped whether Grafana escapes its values for regular expressions
 * @param note what is to be said about it, a phrase; empty when its value is certain
 */
record VariableValue(List<String> values, boolean isRegex, boolean isEscaped, String note) {
    VariableValue {
        values = List.copyOf(values);
    }

    static VariableValue certain(String value) {
        return new VariableValue(List.of(value), false, false, "");
    }

    static VariableValue any(String note) {
        return new VariableValue(List.of(), false, false, note);
    }

    boolean isAny() {
        return values.isEmpty();
    }

    boolean isSingle() {
        return values.size() == 1 && !isRegex;
    }
}
