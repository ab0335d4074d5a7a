package io.promsh.promql;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The binary operators, weakest first. */
public enum BinaryOperator {
    OR(TokenKind.LOR, 1, Kind.SET),
    AND(TokenKind.LAND, 2, Kind.SET),
    UNLESS(TokenKind.LUNLESS, 2, Kind.SET),
    EQUAL(TokenKind.EQLC, 3, Kind.COMPARISON),
    NOT_EQUAL(TokenKind.NEQ, 3, Kind.COMPARISON),
    LESS(TokenKind.LSS, 3, Kind.COMPARISON),
    LESS_OR_EQUAL(TokenKind.LTE, 3, Kind.COMPARISON),
    GREATER(TokenKind.GTR, 3, Kind.COMPARISON),
    GREATER_OR_EQUAL(TokenKind.GTE, 3, Kind.COMPARISON),
    TRIM_UPPER(TokenKind.TRIM_UPPER, 3, Kind.TRIM),
    TRIM_LOWER(TokenKind.TRIM_LOWER, 3, Kind.TRIM),
    ADD(TokenKind.ADD, 4, Kind.ARITHMETIC),
    SUBTRACT(TokenKind.SUB, 4, Kind.ARITHMETIC),
    MULTIPLY(TokenKind.MUL, 5, Kind.ARITHMETIC),
    DIVIDE(TokenKind.DIV, 5, Kind.ARITHMETIC),
    MODULO(TokenKind.MOD, 5, Kind.ARITHMETIC),
    ATAN2(TokenKind.ATAN2, 5, Kind.ARITHMETIC),
    POWER(TokenKind.POW, 6, Kind.ARITHMETIC);

    /** What an operator does. */
    public enum Kind {
        ARITHMETIC,
        COMPARISON,
        SET,
        /** Cuts the buckets of a native histogram. */
        TRIM
    }

    /** The strength of the only operator that groups from the right and is stronger than a sign. */
    static final int POWER_PRECEDENCE = 6;

    private static final Map<TokenKind, BinaryOperator> BY_TOKEN = new EnumMap<>(TokenKind.class);

    static {
        for (BinaryOperator operator : values()) {
            BY_TOKEN.put(operator.token, operator);
        }
    }

    private final TokenKind token;
    private final int precedence;
    private final Kind kind;

    BinaryOperator(TokenKind token, int precedence, Kind kind) {
        this.token = token;
        this.precedence = precedence;
        this.kind = kind;
    }

    static @Nullable BinaryOperator of(TokenKind kind) {
        return BY_TOKEN.get(kind);
    }

    /** The operator as it is written. */
    public String symbol() {
        return token.text();
    }

    /** How strongly it binds, 1 (weakest) to 6. */
    public int precedence() {
        return precedence;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isComparison() {
        return kind == Kind.COMPARISON;
    }

    /** True for {@code and}, {@code or} and {@code unless}. */
    public boolean isSet() {
        return kind == Kind.SET;
    }

    /** True when {@code a op b op c} is {@code a op (b op c)}. */
    public boolean isRightAssociative() {
        return this == POWER;
    }
}
