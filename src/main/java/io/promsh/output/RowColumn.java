package io.promsh.output;

/**
 * A column of written rows.
 *
 * @param isNumber whether its cells are numbers
 * @param width of its widest cell in terminal columns where that was asked for, else 0
 */
record RowColumn(String heading, boolean isNumber, int width) {}
