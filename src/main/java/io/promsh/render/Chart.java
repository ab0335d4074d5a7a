package io.promsh.render;

import io.promsh.model.Series;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * Series over time as lines on axes with round ticks.
 *
 * <pre>
 * rate(requests_total[5m])          2025-08-03 13:00:00 - 14:00:00 UTC
 *  20/s |
 *       |          .'''..
 *  10/s |....'''''      ''...
 *     0 +------+----------+----------
 *            13:15      13:30
 * * web-1   last 8.2/s   min 3.1/s   max 18.4/s
 * </pre>
 */
public final class Chart {
    private static final int LEAST_PLOT_ROWS = 4;
    private static final int LEAST_PLOT_COLUMNS = 10;
    private static final int AXIS_LINES = 2;
    private static final int MOST_SERIES = 12;

    private final List<Series> shown;
    private final int all;
    private final ChartOptions options;
    private final ChartMarks marks;
    private final Glyphs glyphs;

    private Chart(List<Series> series, ChartOptions options) {
        this.all = series.size();
        this.shown = series.subList(0, Math.min(MOST_SERIES, all));
        this.options = options;
        this.glyphs = options.glyphs();
        this.marks = options.hasColour() || shown.size() < 2 ? options.marks() : ChartMarks.SIGNS;
    }

    /** Returns the chart; where no series has a finite sample, the title and a line that says so. */
    public static List<Line> draw(List<Series> series, ChartOptions options) {
        return new Chart(series, options).draw();
    }

    private List<Line> draw() {
        ValueRange values = ValueRange.of(shown);
        List<Line> lines = new ArrayList<>();
        if (values.isEmpty()) {
            addHead(lines, "");
            lines.addAll(Wrap.of(Line.of(whyEmpty(), Style.DIM), options.width()));
            return lines;
        }
        TrendWindow times = window();
        addHead(lines, TimeSpan.of(times.start(), times.end(), options.zone(), glyphs));
        List<Line> legend = new Legend(shown, all, options, marks).draw();
        int rows = Math.max(LEAST_PLOT_ROWS, options.height() - lines.size() - AXIS_LINES - legend.size());
        ValueAxis axis = ValueAxis.of(values.min(), values.max(), values.isWhole(), options.unit(), rows);
        String[] labels = labels(axis);
        int gutter = gutter(labels);
        int columns = Math.max(1, options.width() - gutter);
        Canvas canvas = new Canvas(marks, columns, rows);
        TimeAxis timeAxis = new TimeAxis(times.start(), times.end(), columns, options.zone());
        Plot plot = new Plot(canvas, axis, timeAxis, marks);
        // The first series is drawn last: it lies on top.
        for (int i = shown.size() - 1; i >= 0; i--) {
            plot.add(shown.get(i), i);
        }
        for (int row = rows - 1; row >= 0; row--) {
            lines.add(plotLine(canvas, axis, row, labels[row], gutter));
        }
        lines.addAll(new TimeAxisLines(timeAxis.ticks(), columns, gutter, options).draw());
        lines.addAll(legend);
        return lines;
    }

    private String whyEmpty() {
        boolean hasHistograms =
                shown.stream().anyMatch(series -> !series.histograms().isEmpty());
        return hasHistograms
                ? "native histograms have no line: graph histogram_avg(...) or histogram_quantile(0.9, ...) of them"
                : "no data";
    }

    /** The range asked for, else that of the samples; around a single sample two seconds. */
    private TrendWindow window() {
        TrendWindow window = TrendWindow.of(options.range(), shown);
        boolean isPoint = window.end() - window.start() <= 1;
        return isPoint ? new TrendWindow(window.start() - 1000, window.start() + 1000) : window;
    }

    /** Title and window beside each other, or where there is no room one below the other. */
    private void addHead(List<Line> lines, String window) {
        String title = Escaping.visible(options.title());
        int width = options.width();
        int between = width - DisplayWidth.of(title) - DisplayWidth.of(window);
        if (!title.isEmpty() && between >= Table.GAP && !window.isEmpty()) {
            lines.add(Line.of(title, Style.HEADING)
                    .plus(" ".repeat(between), Style.PLAIN)
                    .plus(window, Style.DIM));
            return;
        }
        if (!title.isEmpty()) {
            lines.add(Line.of(DisplayWidth.cut(title, width, glyphs.ellipsis()), Style.HEADING));
        }
        if (!window.isEmpty()) {
            lines.addAll(Wrap.of(Line.of(window, Style.DIM), width));
        }
    }

    private String[] labels(ValueAxis axis) {
        AxisLabels labels = new AxisLabels(axis, options.unit(), glyphs, options.zone());
        String[] result = new String[axis.rows()];
        for (int row = 0; row < result.length; row++) {
            result[row] = axis.isTick(row) ? labels.label(row) : "";
        }
        return result;
    }

    /** Returns the columns left of the plot: label, blank and axis; none where too little would be left for the plot. */
    private int gutter(String[] labels) {
        int widest = 0;
        for (String label : labels) {
            widest = Math.max(widest, DisplayWidth.of(label));
        }
        return options.width() - widest - 2 < LEAST_PLOT_COLUMNS ? 0 : widest + 2;
    }

    private Line plotLine(Canvas canvas, ValueAxis axis, int row, String label, int gutter) {
        List<Span> spans = new ArrayList<>();
        boolean isUnicode = glyphs == Glyphs.UNICODE;
        boolean isTick = axis.isTick(row);
        if (gutter > 0) {
            String edge = isTick ? (isUnicode ? "\u2524" : "+") : (isUnicode ? "\u2502" : "|");
            spans.add(new Span(DisplayWidth.padLeft(label, gutter - 2) + " " + edge, Style.DIM));
        }
        char background = isTick && isUnicode ? '\u2508' : ' ';
        spans.addAll(canvas.row(row, background));
        return new Line(spans);
    }
}
