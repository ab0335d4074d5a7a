package io.promsh.promql.edit;

/**
 * A piece of text of one class.
 *
 * @param kind how to paint it
 * @param from where it begins, a UTF-16 offset
 * @param to where it ends, exclusive
 */
public record TokenSpan(TokenClass kind, int from, int to) {}
