package io.promsh.render;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.text.Glyphs;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a result is shown.
 *
 * @param width columns of the terminal, empty for as wide as it comes
 * @param rows series shown at the most; the rest is counted
 * @param samples sample lines shown of each series of a raw answer; the rest is counted
 * @param zone of the times shown
 * @param expression the query, from which units are guessed; may be empty
 * @param trends recent samples by series, drawn as sparklines beside an instant vector
 * @param window the time that sparklines span, empty for that of the samples
 */
public record ViewOptions(
        OptionalInt width,
        int rows,
        int samples,
        Glyphs glyphs,
        ZoneId zone,
        String expression,
        Map<Labels, Series> trends,
        Optional<TimeRange> window) {
    public ViewOptions {
        trends = Map.copyOf(trends);
    }

    /** Options for a terminal (or, without a width, for lines of any length), every row shown. */
    public static ViewOptions of(OptionalInt width, Glyphs glyphs, ZoneId zone) {
        return new ViewOptions(width, Integer.MAX_VALUE, 20, glyphs, zone, "", Map.of(), Optional.empty());
    }

    /** Returns the same options for so many rows, at least 1. */
    public ViewOptions withRows(int newRows) {
        return new ViewOptions(width, Math.max(1, newRows), samples, glyphs, zone, expression, trends, window);
    }

    /** Returns the same options for so many sample lines a series, at least 2. */
    public ViewOptions withSamples(int newSamples) {
        return new ViewOptions(width, rows, Math.max(2, newSamples), glyphs, zone, expression, trends, window);
    }

    /** Returns the same options with the query. */
    public ViewOptions withExpression(String newExpression) {
        return new ViewOptions(width, rows, samples, glyphs, zone, newExpression, trends, window);
    }

    /** Returns the same options with sparklines over a window. */
    public ViewOptions withTrends(Map<Labels, Series> newTrends, TimeRange newWindow) {
        return new ViewOptions(width, rows, samples, glyphs, zone, expression, newTrends, Optional.of(newWindow));
    }

    /** Returns the same options with the time that sparklines span. */
    public ViewOptions withWindow(TimeRange newWindow) {
        return new ViewOptions(width, rows, samples, glyphs, zone, expression, trends, Optional.of(newWindow));
    }
}
