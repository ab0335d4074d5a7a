package io.promsh.text;

/** What a span of text means on the screen; a theme decides how that looks. */
public enum Style {
    PLAIN,
    /** Column headings, titles. */
    HEADING,
    /** Of less weight: units, footers, counts of the rest. */
    DIM,
    METRIC,
    LABEL_NAME,
    LABEL_VALUE,
    NUMBER,
    STRING,
    DURATION,
    FUNCTION,
    AGGREGATION,
    KEYWORD,
    OPERATOR,
    COMMENT,
    COMMAND,
    OPTION,
    GOOD,
    WARNING,
    BAD,
    /** Underlined: the place of an error. */
    ERROR_MARK,
    /** The palette of chart series, cycled: SERIES_1 .. SERIES_6. */
    SERIES_1,
    SERIES_2,
    SERIES_3,
    SERIES_4,
    SERIES_5,
    SERIES_6
}
