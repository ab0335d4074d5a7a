package io.promsh.promql.edit;

import java.util.Locale;

/**
 * The kinds of node in an {@link EditorTree}, after the names of the web editor's grammar, so that its own test cases
 * can be read against this tree.
 */
public enum NodeKind {
    /** The whole text. */
    PROMQL("PromQL"),
    /** The whole text where only the name of a metric may stand. */
    METRIC_NAME,
    /** A place where the text does not fit: empty where something is missing, else around the text that is too much. */
    ERROR("\u26a0"),
    LINE_COMMENT,

    AGGREGATE_EXPR,
    BINARY_EXPR,
    FUNCTION_CALL,
    MATRIX_SELECTOR,
    NUMBER_DURATION_LITERAL,
    OFFSET_EXPR,
    ANCHORED_EXPR,
    SMOOTHED_EXPR,
    PAREN_EXPR,
    STRING_LITERAL,
    SUBQUERY_EXPR,
    UNARY_EXPR,
    VECTOR_SELECTOR,
    STEP_INVARIANT_EXPR,

    AGGREGATE_OP,
    /** The word within {@link #AGGREGATE_OP}. */
    AGGREGATOR,
    AGGREGATE_MODIFIER,
    BY,
    WITHOUT,
    GROUPING_LABELS,
    LABEL_NAME,
    QUOTED_LABEL_NAME,

    FUNCTION_IDENTIFIER,
    /** The word within {@link #FUNCTION_IDENTIFIER}. */
    FUNCTION,
    FUNCTION_CALL_BODY,

    IDENTIFIER,
    LABEL_MATCHERS,
    UNQUOTED_LABEL_MATCHER,
    QUOTED_LABEL_MATCHER,
    MATCH_OP,
    EQL_SINGLE,
    EQL_REGEX,
    NEQ_REGEX,

    DURATION_EXPR,
    OFFSET_DURATION_EXPR,
    NUMBER_DURATION_LITERAL_IN_DURATION_CONTEXT,
    DURATION_STEP,
    DURATION_RANGE,
    DURATION_MIN_OF,
    DURATION_MAX_OF,
    OFFSET,
    AT,
    AT_MODIFIER_PREPROCESSORS,
    AT_START,
    AT_END,
    ANCHORED,
    SMOOTHED,

    UNARY_OP,
    POW,
    MUL,
    DIV,
    MOD,
    ATAN2,
    ADD,
    SUB,
    EQL,
    NEQ,
    GTE,
    GTR,
    LTE,
    LSS,
    TRIM_UPPER,
    TRIM_LOWER,
    AND,
    UNLESS,
    OR,
    BOOL_MODIFIER,
    BOOL,
    MATCHING_MODIFIER_CLAUSE,
    ON,
    IGNORING,
    GROUP_LEFT,
    GROUP_RIGHT,
    FILL_MODIFIER,
    FILL_CLAUSE,
    FILL_LEFT_CLAUSE,
    FILL_RIGHT_CLAUSE,
    FILL,
    FILL_LEFT,
    FILL_RIGHT;

    private final String label;

    NodeKind() {
        this.label = Names.camelCase(name().toLowerCase(Locale.ROOT));
    }

    NodeKind(String label) {
        this.label = label;
    }

    /** The name in the web editor's grammar, such as {@code AggregateExpr}. */
    public String label() {
        return label;
    }

    /** Whether a node of this kind is an expression with a value. */
    public boolean isExpression() {
        return switch (this) {
            case AGGREGATE_EXPR, BINARY_EXPR, FUNCTION_CALL, MATRIX_SELECTOR, NUMBER_DURATION_LITERAL -> true;
            case OFFSET_EXPR, ANCHORED_EXPR, SMOOTHED_EXPR, PAREN_EXPR, STRING_LITERAL, SUBQUERY_EXPR -> true;
            case UNARY_EXPR, VECTOR_SELECTOR, STEP_INVARIANT_EXPR -> true;
            default -> false;
        };
    }

    /** Whether this is a comparison, which alone may take {@code bool}. */
    public boolean isComparison() {
        return this == EQL || this == NEQ || this == GTE || this == GTR || this == LTE || this == LSS;
    }

    /** Whether this is {@code and}, {@code or} or {@code unless}. */
    public boolean isSetOperator() {
        return this == AND || this == OR || this == UNLESS;
    }
}
