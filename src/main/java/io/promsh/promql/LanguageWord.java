package io.promsh.promql;

/**
 * A word or sign of the language other than a function, for help and completion.
 *
 * @param text how it is written
 * @param kind what it is: {@code comparison}, {@code matching modifier}, ...
 * @param experimental whether a server knows it only with a switch
 * @param since the first version of the server that has it; empty when it was always there
 * @param description what it does, in a line
 */
public record LanguageWord(String text, String kind, boolean experimental, String since, String description) {}
