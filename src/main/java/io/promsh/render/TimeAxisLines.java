package io.promsh.render;

import io.promsh.text.DisplayWidth;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.List;

/** The two lines below a plot: the axis with a mark at each tick, and the labels, each centred on its mark where it can be. */
final class TimeAxisLines {
    private final List<TimeAxis.Tick> ticks;
    private final int columns;
    private final int gutter;
    private final ChartOptions options;

    TimeAxisLines(List<TimeAxis.Tick> ticks, int columns, int gutter, ChartOptions options) {
        this.ticks = ticks;
        this.columns = columns;
        this.gutter = gutter;
        this.options = options;
    }

    List<Line> draw() {
        boolean isUnicode = options.glyphs() == Glyphs.UNICODE;
        StringBuilder axis = new StringBuilder(" ".repeat(Math.max(0, gutter - 1)));
        if (gutter > 0) {
            axis.append(isUnicode ? '\u2514' : '+');
        }
        int start = axis.length();
        axis.append((isUnicode ? "\u2500" : "-").repeat(columns));
        StringBuilder labels = new StringBuilder();
        for (TimeAxis.Tick tick : ticks) {
            int width = DisplayWidth.of(tick.label());
            int at = Math.min(gutter + tick.column() - width / 2, gutter + columns - width);
            int free = labels.isEmpty() ? 0 : labels.length() + 1;
            if (at < 0 || at < free) {
                continue;
            }
            axis.setCharAt(start + tick.column(), isUnicode ? '\u252c' : '+');
            labels.append(" ".repeat(at - labels.length())).append(tick.label());
        }
        return List.of(Line.of(axis.toString(), Style.DIM), Line.of(labels.toString(), Style.DIM));
    }
}
