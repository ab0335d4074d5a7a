package io.promsh.promql.edit;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can stand at a cursor. */
public enum ContextKind {
    /** Asked of the target. */
    METRIC_NAME(null),
    /** Asked of the target. */
    LABEL_NAME(null),
    /** Asked of the target. */
    LABEL_VALUE(null),
    FUNCTION(OptionSet.FUNCTIONS),
    AGGREGATION(OptionSet.AGGREGATIONS),
    BINARY_OPERATOR_MODIFIER(OptionSet.BINARY_OPERATOR_MODIFIERS),
    BINARY_OPERATOR(OptionSet.BINARY_OPERATORS),
    MATCH_OPERATOR(OptionSet.MATCH_OPERATORS),
    AGGREGATION_MODIFIER(OptionSet.AGGREGATION_MODIFIERS),
    DURATION_UNIT(OptionSet.DURATION_UNITS),
    DURATION_FUNCTION(OptionSet.DURATION_FUNCTIONS),
    DURATION_OPERATOR(OptionSet.DURATION_OPERATORS),
    OFFSET(OptionSet.OFFSET),
    BOOL(OptionSet.BOOL),
    AT_MODIFIER(OptionSet.AT_MODIFIERS),
    NUMBER(OptionSet.NUMBERS);

    private final @Nullable OptionSet options;

    ContextKind(@Nullable OptionSet options) {
        this.options = options;
    }

    /** The fixed words to offer; none where the target is asked. */
    public Optional<OptionSet> options() {
        return Optional.ofNullable(options);
    }

    /** Whether it belongs to a duration, where any character, not just those of names, goes on with the word. */
    public boolean isDuration() {
        return this == DURATION_UNIT || this == DURATION_FUNCTION || this == DURATION_OPERATOR;
    }

    /** The name with hyphens, such as {@code metric-name}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
