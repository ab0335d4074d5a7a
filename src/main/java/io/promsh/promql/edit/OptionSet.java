package io.promsh.promql.edit;

import java.util.List;
import java.util.Locale;

/** The words of the language that are offered together. */
public enum OptionSet {
    FUNCTIONS(Vocabulary.FUNCTIONS, Option.Type.FUNCTION),
    AGGREGATIONS(Vocabulary.AGGREGATORS, Option.Type.AGGREGATION),
    NUMBERS(List.of("nan", "inf"), Option.Type.KEYWORD),
    /** Whole expressions, with names between double underscores where something is to be put. */
    SNIPPETS(
            List.of(
                    "sum(rate(__input_vector__[5m]))",
                    "histogram_quantile(__quantile__, sum by(le) (rate(__histogram_metric__[5m])))",
                    "label_replace(__input_vector__, \"__dst__\", \"__replacement__\", \"__src__\", \"__regex__\")",
                    "topk(__rank_number__, __input_vector__)",
                    "bottomk(__rank_number__, __input_vector__)",
                    "count_values(\"__label_name__\", __input_vector__)"),
            Option.Type.SNIPPET),
    AGGREGATION_MODIFIERS(List.of("by", "without"), Option.Type.KEYWORD),
    BINARY_OPERATORS(
            List.of(
                    "^", "*", "/", "%", "+", "-", "==", ">=", ">", "<", "</", ">/", "<=", "!=", "atan2", "and", "or",
                    "unless"),
            Option.Type.OPERATOR),
    BINARY_OPERATOR_MODIFIERS(
            List.of("on", "ignoring", "group_left", "group_right", "bool", "fill", "fill_left", "fill_right"),
            Option.Type.KEYWORD),
    MATCH_OPERATORS(List.of("=", "!=", "=~", "!~"), Option.Type.OPERATOR),
    DURATION_UNITS(List.of("y", "w", "d", "h", "m", "s", "ms"), Option.Type.UNIT),
    DURATION_FUNCTIONS(List.of("step()", "range()", "min_of(, )", "max_of(, )"), Option.Type.FUNCTION),
    DURATION_OPERATORS(List.of("^", "*", "/", "%", "+", "-"), Option.Type.OPERATOR),
    AT_MODIFIERS(List.of("start()", "end()"), Option.Type.KEYWORD),
    OFFSET(List.of("offset"), Option.Type.KEYWORD),
    BOOL(List.of("bool"), Option.Type.KEYWORD);

    @SuppressWarnings("ImmutableEnumChecker") // Made by Stream.toList, which is not to be changed.
    private final List<Option> options;

    OptionSet(List<String> labels, Option.Type type) {
        this.options =
                labels.stream().map(label -> WordHelp.option(label, type)).toList();
    }

    /** The options in the order they are offered. */
    public List<Option> options() {
        return options;
    }

    /** The name with hyphens, such as {@code binary-operators}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the text occurs in one of the words. */
    boolean anyContains(String text) {
        return options.stream().anyMatch(option -> option.label().contains(text));
    }
}
