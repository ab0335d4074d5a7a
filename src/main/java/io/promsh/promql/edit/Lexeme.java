package io.promsh.promql.edit;

import org.jspecify.annotations.Nullable;

/** The kinds of token of the editor's scanner. */
enum Lexeme {
    WORD(null, 0),
    NUMBER(null, 0),
    STRING(NodeKind.STRING_LITERAL, 0),
    POW(NodeKind.POW, 6),
    MUL(NodeKind.MUL, 5),
    DIV(NodeKind.DIV, 5),
    MOD(NodeKind.MOD, 5),
    ADD(NodeKind.ADD, 4),
    SUB(NodeKind.SUB, 4),
    EQL(NodeKind.EQL, 3),
    NEQ(NodeKind.NEQ, 3),
    GTE(NodeKind.GTE, 3),
    GTR(NodeKind.GTR, 3),
    LTE(NodeKind.LTE, 3),
    LSS(NodeKind.LSS, 3),
    TRIM_UPPER(NodeKind.TRIM_UPPER, 3),
    TRIM_LOWER(NodeKind.TRIM_LOWER, 3),
    EQL_SINGLE(NodeKind.EQL_SINGLE, 0),
    EQL_REGEX(NodeKind.EQL_REGEX, 0),
    NEQ_REGEX(NodeKind.NEQ_REGEX, 0),
    AT(NodeKind.AT, 0),
    LEFT_PAREN(null, 0),
    RIGHT_PAREN(null, 0),
    LEFT_BRACE(null, 0),
    RIGHT_BRACE(null, 0),
    LEFT_BRACKET(null, 0),
    RIGHT_BRACKET(null, 0),
    COMMA(null, 0),
    COLON(null, 0),
    /** A character that begins no token. */
    UNKNOWN(null, 0),
    /** The end of the text. */
    END(null, 0);

    /** Binds tightest of the binary operators, and to the right. */
    static final int POW_PRECEDENCE = 6;

    private final @Nullable NodeKind node;
    private final int precedence;

    Lexeme(@Nullable NodeKind node, int precedence) {
        this.node = node;
        this.precedence = precedence;
    }

    /** The node of such a token, or none when the tree leaves it out. */
    @Nullable
    NodeKind node() {
        return node;
    }

    /** How tightly the token binds as a binary operator, 1 ({@code or}) to 6 ({@code ^}); 0 when it is none. */
    int precedence() {
        return precedence;
    }

    boolean isMatchOperator() {
        return this == EQL_SINGLE || this == EQL_REGEX || this == NEQ_REGEX || this == NEQ;
    }

    boolean isSign() {
        return this == ADD || this == SUB;
    }
}
