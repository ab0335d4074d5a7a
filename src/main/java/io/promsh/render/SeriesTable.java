package io.promsh.render;

import io.promsh.model.Labels;
import io.promsh.text.Counts;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A table with a row a series: what all share stands once above it, what differs in label columns or, where those would be
 * mostly empty or do not fit, in the notation of PromQL.
 */
final class SeriesTable {
    private static final int LEAST_FOR_NOTATION = 40;

    private final List<Labels> labels;
    private final List<Column> columns;
    private final IntFunction<List<Line>> cells;

    /**
     * @param labels of the series shown
     * @param columns those after the labels
     * @param cells the cells of row i in these columns
     */
    SeriesTable(List<Labels> labels, List<Column> columns, IntFunction<List<Line>> cells) {
        this.labels = labels;
        this.columns = columns;
        this.cells = cells;
    }

    List<Line> draw(ViewOptions options) {
        if (labels.size() == 1) {
            return drawSingle(options);
        }
        LabelSplit split = LabelSplit.of(labels);
        List<Line> lines = new ArrayList<>();
        if (!split.shared().isEmpty()) {
            lines.addAll(Wrap.of(SeriesLine.of(split.shared()), options.width().orElse(Integer.MAX_VALUE)));
        }
        if (split.varying().isEmpty()) {
            lines.addAll(new Table(columns, rows(i -> List.of())).draw(options.width(), options.glyphs()));
            return lines;
        }
        if (split.isSparse() && options.width().orElse(Integer.MAX_VALUE) >= LEAST_FOR_NOTATION) {
            List<Column> all = new ArrayList<>(List.of(Column.text("series")));
            all.addAll(columns);
            Table table = new Table(all, rows(i -> List.of(SeriesLine.of(split.own(labels.get(i))))));
            lines.addAll(table.draw(options.width(), options.glyphs()));
            return lines;
        }
        List<Column> all = new ArrayList<>();
        for (String name : split.varying()) {
            all.add(Column.names(name.equals(Labels.METRIC_NAME) ? "metric" : Escaping.visible(name)));
        }
        all.addAll(columns);
        lines.addAll(new Table(all, rows(i -> labelCells(split, labels.get(i))))
                .draw(options.width(), options.glyphs()));
        return lines;
    }

    /** One series needs no headings for its labels: the notation on a line, the rest below or beside it. */
    private List<Line> drawSingle(ViewOptions options) {
        Labels only = labels.get(0);
        List<Line> lines = new ArrayList<>();
        if (!only.isEmpty()) {
            lines.addAll(Wrap.of(SeriesLine.of(only), options.width().orElse(Integer.MAX_VALUE)));
        }
        lines.addAll(new Table(columns, rows(i -> List.of())).draw(options.width(), options.glyphs()));
        return lines;
    }

    private List<List<Line>> rows(IntFunction<List<Line>> before) {
        List<List<Line>> rows = new ArrayList<>(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            List<Line> row = new ArrayList<>(before.apply(i));
            row.addAll(cells.apply(i));
            rows.add(row);
        }
        return rows;
    }

    private static List<Line> labelCells(LabelSplit split, Labels labels) {
        List<Line> row = new ArrayList<>(split.varying().size());
        for (String name : split.varying()) {
            String value = labels.get(name);
            Style style = name.equals(Labels.METRIC_NAME) ? Style.METRIC : Style.LABEL_VALUE;
            row.add(value.isEmpty() ? Line.EMPTY : Line.of(Escaping.visible(value), style));
        }
        return row;
    }

    /** Returns the count for a footer: {@code 3 series}, or {@code showing 50 of 12,431 series}. */
    static String count(int shown, int all, String singular, String plural) {
        if (shown == all) {
            return Counts.of(all, singular, plural);
        }
        return "showing " + Counts.grouped(shown) + " of " + Counts.of(all, singular, plural);
    }
}
