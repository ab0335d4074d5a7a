package io.promsh.dashboard;

/**
 * A variable in an expression that is not replaced by text before parsing: it stands in a string, or may have several values.
 *
 * @param isQuoted whether it stands in a string
 */
record Hole(VariableReference reference, VariableValue value, boolean isQuoted) {
    /** What can stand for a variable outside strings while the expression is parsed; the first one that fits is taken. */
    enum Role {
        /** A metric, a label or a part of one. */
        NAME,
        NUMBER,
        DURATION,
        /** Nothing: conditions of a selector that are left out. */
        NOTHING,
        AGGREGATOR,
        FUNCTION,
        OPERATOR
    }

    /** A name that no metric has. */
    static String mark(int index) {
        return "promsh_hole_" + index + "_";
    }

    /** Returns the text that stands for hole {@code index} in that role. */
    static String text(int index, Role role) {
        return switch (role) {
            case NAME -> mark(index);
            case NUMBER -> "1";
            case DURATION -> "5m";
            case NOTHING -> "";
            case AGGREGATOR -> "sum";
            case FUNCTION -> "rate";
            case OPERATOR -> ">";
        };
    }
}
