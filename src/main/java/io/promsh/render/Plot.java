package io.promsh.render;

import io.promsh.model.Series;
import java.util.Optional;

/** Draws series on a canvas: straight lines from sample to sample, nothing across a gap, a dot for what stands alone. */
final class Plot {
    /** Ticks lie on the second-lowest dot of a character of four: nearest to the middle, where the grid line is. */
    private static final int TICK_DOT_OF_FOUR = 1;

    private static final int NOWHERE = -1;

    private final Canvas canvas;
    private final ValueAxis values;
    private final TimeAxis times;
    private final ChartMarks marks;

    Plot(Canvas canvas, ValueAxis values, TimeAxis times, ChartMarks marks) {
        this.canvas = canvas;
        this.values = values;
        this.times = times;
        this.marks = marks;
    }

    void add(Series series, int number) {
        Optional<Spacing> spacing = Spacing.of(series.timestampsMillis());
        int lastX = NOWHERE;
        int lastY = 0;
        long lastTime = 0;
        for (int i = 0; i < series.values().length; i++) {
            double value = series.values()[i];
            long time = series.timestampsMillis()[i];
            double share = times.share(time);
            if (!(Math.abs(value) <= Double.MAX_VALUE) || share < 0 || share > 1) {
                lastX = NOWHERE;
                continue;
            }
            int x = (int) Math.round(share * (canvas.width() - 1));
            int y = y(value);
            boolean isJoined =
                    lastX != NOWHERE && !(spacing.isPresent() && spacing.get().isGap(time - lastTime));
            if (isJoined) {
                canvas.line(lastX, lastY, x, y, number);
            } else {
                canvas.dot(x, y, number);
            }
            lastX = x;
            lastY = y;
            lastTime = time;
        }
    }

    private int y(double value) {
        int offset = marks.up() == 4 ? TICK_DOT_OF_FOUR : 0;
        long y = Math.round(values.rowsAbove(value) * marks.up()) + offset;
        return (int) Math.max(0, Math.min(canvas.height() - 1L, y));
    }
}
