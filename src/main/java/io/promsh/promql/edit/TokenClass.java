package io.promsh.promql.edit;

/** How a piece of an expression is to be painted. */
public enum TokenClass {
    METRIC,
    LABEL_NAME,
    STRING,
    NUMBER,
    DURATION,
    FUNCTION,
    AGGREGATION,
    KEYWORD,
    OPERATOR,
    PAREN,
    COMMENT,
    ERROR
}
