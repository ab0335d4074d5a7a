package io.promsh.promql;

/**
 * One thing that is wrong with an expression, in the server's words.
 *
 * @param message what is wrong
 * @param start where, in bytes of the UTF-8 text
 * @param end where it ends (exclusive), in bytes; may lie before {@code start} where the server says so
 * @param textStart {@code start} in UTF-16 units
 * @param textEnd {@code end} in UTF-16 units
 */
public record ParseError(String message, int start, int end, int textStart, int textEnd) {}
