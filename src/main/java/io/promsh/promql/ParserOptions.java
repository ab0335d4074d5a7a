package io.promsh.promql;

/**
 * The parts of the language that a server has behind switches.
 *
 * @param experimentalFunctions functions and aggregators marked experimental
 * @param durationExpressions arithmetic in ranges and offsets
 * @param extendedRangeSelectors {@code anchored} and {@code smoothed}
 * @param fillModifiers {@code fill}, {@code fill_left}, {@code fill_right}
 */
public record ParserOptions(
        boolean experimentalFunctions,
        boolean durationExpressions,
        boolean extendedRangeSelectors,
        boolean fillModifiers) {

    /** Everything on: what fits any server, which then has the last word. */
    public static final ParserOptions ALL = new ParserOptions(true, true, true, true);

    /** A 3.14 server without feature flags. */
    public static final ParserOptions STABLE = new ParserOptions(false, true, false, false);
}
