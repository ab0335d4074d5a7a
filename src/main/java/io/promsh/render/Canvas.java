package io.promsh.render;

import io.promsh.text.Span;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A grid of dots, origin at the lower left; each character cell has the colour of the series drawn there last. */
final class Canvas {
    private static final int NOBODY = -1;

    private final ChartMarks marks;
    private final int columns;
    private final int rows;
    private final int[] bits;
    private final int[] owners;

    Canvas(ChartMarks marks, int columns, int rows) {
        this.marks = marks;
        this.columns = columns;
        this.rows = rows;
        this.bits = new int[columns * rows];
        this.owners = new int[columns * rows];
        Arrays.fill(owners, NOBODY);
    }

    int width() {
        return columns * marks.across();
    }

    int height() {
        return rows * marks.up();
    }

    /** Sets a dot; outside the grid nothing. */
    void dot(int x, int y, int series) {
        if (x < 0 || y < 0 || x >= width() || y >= height()) {
            return;
        }
        int cell = y / marks.up() * columns + x / marks.across();
        bits[cell] |= marks.bit(x % marks.across(), y % marks.up());
        owners[cell] = series;
    }

    /** Draws a straight line, both ends included (Bresenham's). */
    void line(int fromX, int fromY, int toX, int toY, int series) {
        int width = Math.abs(toX - fromX);
        int height = -Math.abs(toY - fromY);
        int stepX = fromX < toX ? 1 : -1;
        int stepY = fromY < toY ? 1 : -1;
        int error = width + height;
        int x = fromX;
        int y = fromY;
        while (true) {
            dot(x, y, series);
            if (x == toX && y == toY) {
                return;
            }
            int twice = 2 * error;
            if (twice >= height) {
                error += height;
                x += stepX;
            }
            if (twice <= width) {
                error += width;
                y += stepY;
            }
        }
    }

    /** Returns a row, counted from the bottom; {@code background} fills the cells without dots. */
    List<Span> row(int row, char background) {
        List<Span> spans = new ArrayList<>();
        StringBuilder run = new StringBuilder(columns);
        int runOwner = NOBODY;
        for (int i = 0; i < columns; i++) {
            int cell = row * columns + i;
            if (owners[cell] != runOwner && run.length() > 0) {
                spans.add(new Span(run.toString(), style(runOwner)));
                run.setLength(0);
            }
            runOwner = owners[cell];
            run.append(runOwner == NOBODY ? background : marks.character(bits[cell], runOwner));
        }
        String last = runOwner == NOBODY ? run.toString().stripTrailing() : run.toString();
        if (!last.isEmpty()) {
            spans.add(new Span(last, style(runOwner)));
        }
        return spans;
    }

    private static Style style(int owner) {
        return owner == NOBODY ? Style.DIM : SeriesStyles.of(owner);
    }
}
