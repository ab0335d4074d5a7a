package io.promsh.render;

/**
 * A column of a {@link Table}.
 *
 * @param heading what stands above it, may be empty
 * @param isRight whether cells are aligned at their right ends, as numbers are
 * @param fit what may be done to its cells where the terminal is too narrow
 * @param dropOrder 0 for a column that is always shown; of the others those with the highest number go first
 */
public record Column(String heading, boolean isRight, Fit fit, int dropOrder) {
    /** What may be done to a cell that is too wide. */
    public enum Fit {
        /** Nothing: a number that lost a digit is a wrong number. */
        KEEP,
        /** Cut at its end. */
        CUT,
        /** Cut in its middle: names that differ at both ends. */
        CUT_MIDDLE
    }

    /** A column of text that may be cut at its end. */
    public static Column text(String heading) {
        return new Column(heading, false, Fit.CUT, 0);
    }

    /** A column of names that may be cut in the middle. */
    public static Column names(String heading) {
        return new Column(heading, false, Fit.CUT_MIDDLE, 0);
    }

    /** A column of numbers: to the right and never cut. */
    public static Column numbers(String heading) {
        return new Column(heading, true, Fit.KEEP, 0);
    }

    /** A column of what is never cut and stands to the left: times, words, drawings. */
    public static Column fixed(String heading) {
        return new Column(heading, false, Fit.KEEP, 0);
    }

    /** Returns the same column, left out where the terminal is too narrow; higher numbers go first. */
    public Column droppable(int order) {
        return new Column(heading, isRight, fit, order);
    }
}
