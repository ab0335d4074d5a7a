package io.promsh.promql;

/** What a {@link DurationExpr} does; a sign is {@link #ADD} or {@link #SUBTRACT} without a left operand. */
public enum DurationOperator {
    ADD("+", 4),
    SUBTRACT("-", 4),
    MULTIPLY("*", 5),
    DIVIDE("/", 5),
    MODULO("%", 5),
    POWER("^", 6),
    /** The query's step. */
    STEP("step", 0),
    /** The length of the query's range. */
    RANGE("range", 0),
    MAX_OF("max_of", 0),
    MIN_OF("min_of", 0);

    private final String symbol;
    private final int precedence;

    DurationOperator(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    public String symbol() {
        return symbol;
    }

    int precedence() {
        return precedence;
    }
}
