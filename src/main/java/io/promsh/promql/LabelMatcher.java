package io.promsh.promql;

/**
 * One condition on a label.
 *
 * @param name the label; {@value #METRIC_NAME} is the metric's name
 * @param operator how the value is compared
 * @param value the value or, for the regex operators, an RE2 expression that must match the whole value
 */
public record LabelMatcher(String name, MatchOperator operator, String value) {
    /** The label that carries the metric's name. */
    public static final String METRIC_NAME = "__name__";

    /** {@code __name__="name"}. */
    public static LabelMatcher metricName(String name) {
        return new LabelMatcher(METRIC_NAME, MatchOperator.EQUAL, name);
    }

    public boolean isMetricName() {
        return name.equals(METRIC_NAME);
    }

    /** Whether a series without this label passes. A value that is no valid expression passes nothing. */
    public boolean matchesEmpty() {
        return switch (operator) {
            case EQUAL -> value.isEmpty();
            case NOT_EQUAL -> !value.isEmpty();
            case REGEX -> RegexSyntax.of(value).matchesEmpty();
            case NOT_REGEX -> !RegexSyntax.of(value).matchesEmpty();
        };
    }

    /** As in a selector: {@code job="api"}, with the name quoted when it has to be. */
    @Override
    public String toString() {
        String left = LabelNames.isLegacy(name) ? name : Quoting.quote(name);
        return left + operator.symbol() + Quoting.quote(value);
    }
}
