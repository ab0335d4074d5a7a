package io.promsh.promql;

import org.jspecify.annotations.Nullable;

/** The operators of a label matcher. */
public enum MatchOperator {
    EQUAL("="),
    NOT_EQUAL("!="),
    REGEX("=~"),
    NOT_REGEX("!~");

    private final String symbol;

    MatchOperator(String symbol) {
        this.symbol = symbol;
    }

    static @Nullable MatchOperator of(TokenKind kind) {
        return switch (kind) {
            case EQL -> EQUAL;
            case NEQ -> NOT_EQUAL;
            case EQL_REGEX -> REGEX;
            case NEQ_REGEX -> NOT_REGEX;
            default -> null;
        };
    }

    public String symbol() {
        return symbol;
    }

    /** True for {@code =~} and {@code !~}. */
    public boolean isRegex() {
        return this == REGEX || this == NOT_REGEX;
    }

    /** True for {@code !=} and {@code !~}. */
    public boolean isNegative() {
        return this == NOT_EQUAL || this == NOT_REGEX;
    }
}
