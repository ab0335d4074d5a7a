package io.promsh.render;

import io.promsh.model.TimeRange;
import io.promsh.text.Glyphs;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How a chart is drawn.
 *
 * @param width columns, at least 1
 * @param height lines, title, axes and legend included; the plot itself has at least four, even if that is more
 * @param zone of the time axis
 * @param glyphs which characters may be drawn
 * @param marks what lines are made of
 * @param hasColour whether colours tell series apart; without, several series are drawn with one sign each
 * @param unit of the values
 * @param title above the chart, may be empty
 * @param range the time axis, empty for that of the samples
 */
public record ChartOptions(
        int width,
        int height,
        ZoneId zone,
        Glyphs glyphs,
        ChartMarks marks,
        boolean hasColour,
        Unit unit,
        String title,
        Optional<TimeRange> range) {
    public ChartOptions {
        width = Math.max(1, width);
        height = Math.max(1, height);
    }

    /** Options with the finest marks, colours, no unit, no title and the samples' own range. */
    public static ChartOptions of(int width, int height, ZoneId zone, Glyphs glyphs) {
        return new ChartOptions(
                width, height, zone, glyphs, ChartMarks.of(glyphs), true, Unit.NONE, "", Optional.empty());
    }

    /** Returns the same options with other marks. */
    public ChartOptions withMarks(ChartMarks newMarks) {
        return new ChartOptions(width, height, zone, glyphs, newMarks, hasColour, unit, title, range);
    }

    /** Returns the same options without colours. */
    public ChartOptions withoutColour() {
        return new ChartOptions(width, height, zone, glyphs, marks, false, unit, title, range);
    }

    /** Returns the same options with the query as title, and the unit that it tells. */
    public ChartOptions withExpression(String expression) {
        Unit guessed = UnitGuess.of(expression);
        return new ChartOptions(width, height, zone, glyphs, marks, hasColour, guessed, expression, range);
    }

    /** Returns the same options with a time axis. */
    public ChartOptions withRange(TimeRange newRange) {
        return new ChartOptions(width, height, zone, glyphs, marks, hasColour, unit, title, Optional.of(newRange));
    }
}
