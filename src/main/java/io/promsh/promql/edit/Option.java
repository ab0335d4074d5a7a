package io.promsh.promql.edit;

import java.util.Optional;

/**
 * One thing to put at the cursor.
 *
 * @param label what is shown, and matched against what was typed
 * @param insert what is put into the text, quoted or escaped as the place needs it
 * @param type what it is
 * @param detail the kind of metric or function, in a word
 * @param help one sentence, such as a metric's help text
 */
public record Option(String label, String insert, Type type, Optional<String> detail, Optional<String> help) {

    /** What an option is. */
    public enum Type {
        METRIC,
        LABEL,
        VALUE,
        FUNCTION,
        AGGREGATION,
        KEYWORD,
        OPERATOR,
        UNIT,
        SNIPPET
    }

    static Option of(String label, String insert, Type type) {
        return new Option(label, insert, type, Optional.empty(), Optional.empty());
    }

    Option describedAs(String detail, String help) {
        return new Option(label, insert, type, Optional.of(detail), Optional.of(help));
    }
}
