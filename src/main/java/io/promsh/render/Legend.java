package io.promsh.render;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.text.Escaping;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a chart's lines are: mark, name and figures of each series; what all share stands once above. */
final class Legend {
    private final List<Series> shown;
    private final int all;
    private final ChartOptions options;
    private final ChartMarks marks;

    Legend(List<Series> shown, int all, ChartOptions options, ChartMarks marks) {
        this.shown = shown;
        this.all = all;
        this.options = options;
        this.marks = marks;
    }

    List<Line> draw() {
        List<Labels> labels = new ArrayList<>();
        shown.forEach(series -> labels.add(series.labels()));
        LabelSplit split = LabelSplit.of(labels);
        List<List<Line>> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            rows.add(row(i, split));
        }
        List<Column> columns = List.of(
                Column.names(""),
                Column.numbers("").droppable(1),
                Column.numbers("").droppable(2),
                Column.numbers("").droppable(3),
                Column.numbers("").droppable(2));
        List<Line> lines = new ArrayList<>();
        OptionalInt width = OptionalInt.of(options.width());
        if (shown.size() > 1 && !split.shared().isEmpty()) {
            lines.add(SeriesLine.of(split.shared())
                    .cut(options.width(), options.glyphs().ellipsis()));
        }
        for (Line line : new Table(columns, rows).draw(width, options.glyphs())) {
            lines.add(line.cut(options.width(), options.glyphs().ellipsis()));
        }
        if (all > shown.size()) {
            String count = SeriesTable.count(shown.size(), all, "series", "series");
            lines.addAll(Wrap.of(Line.of(count, Style.DIM), options.width()));
        }
        return lines;
    }

    private List<Line> row(int i, LabelSplit split) {
        SeriesFigures figures = SeriesFigures.of(shown.get(i));
        List<Line> row = new ArrayList<>();
        row.add(new Line(List.of(mark(i))).plus(name(shown.get(i).labels(), split)));
        row.add(figure("last ", figures.last()));
        row.add(figure("min ", figures.min()));
        row.add(figure("avg ", figures.mean()));
        row.add(figure("max ", figures.max()));
        return row;
    }

    private Span mark(int i) {
        String sign = options.glyphs() == Glyphs.UNICODE ? "\u25cf" : "*";
        String shape = marks == ChartMarks.SIGNS ? String.valueOf(ChartMarks.sign(i)) : sign;
        return new Span(shape + " ", SeriesStyles.of(i));
    }

    private Line name(Labels labels, LabelSplit split) {
        if (split.varying().size() == 1) {
            return Line.of(Escaping.visible(labels.get(split.varying().get(0))), Style.LABEL_VALUE);
        }
        return SeriesLine.of(shown.size() == 1 ? labels : split.own(labels));
    }

    private Line figure(String name, double value) {
        return Line.of(name, Style.DIM).plus(options.unit().format(value, options.glyphs()), Style.NUMBER);
    }
}
