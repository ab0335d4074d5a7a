package io.promsh.render;

import io.promsh.text.DisplayWidth;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rows under headings, two blanks between columns, no rules. Where the terminal is too narrow, columns that may be left out go
 * first, then names and texts are cut, and when that does not do either each row becomes a block of key and value.
 *
 * @param rows each with as many cells as there are columns; an empty cell is {@link Line#EMPTY}
 */
public record Table(List<Column> columns, List<List<Line>> rows) {
    static final int GAP = 2;

    public Table {
        columns = List.copyOf(columns);
        for (List<Line> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row has " + row.size() + " cells for " + columns.size());
            }
        }
    }

    /** Returns the lines for a terminal of so many columns, or as wide as they come when there is none. */
    public List<Line> draw(OptionalInt width, Glyphs glyphs) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] natural = naturalWidths();
        TableLayout layout = TableLayout.of(columns, natural, width.orElse(Integer.MAX_VALUE));
        if (!layout.fits()) {
            return new Blocks(this, width.orElse(Integer.MAX_VALUE), glyphs).draw();
        }
        List<Line> lines = new ArrayList<>(rows.size() + 1);
        if (columns.stream().anyMatch(column -> !column.heading().isEmpty())) {
            List<Line> headings = new ArrayList<>(columns.size());
            columns.forEach(column -> headings.add(Line.of(column.heading(), Style.HEADING)));
            lines.add(drawRow(headings, layout, glyphs));
        }
        for (List<Line> row : rows) {
            lines.add(drawRow(row, layout, glyphs));
        }
        return lines;
    }

    private int[] naturalWidths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(columns.get(i).heading());
        }
        for (List<Line> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).width());
            }
        }
        return widths;
    }

    private Line drawRow(List<Line> row, TableLayout layout, Glyphs glyphs) {
        List<Span> spans = new ArrayList<>(2 * row.size());
        // Blanks are owed until something follows them, so that no line ends in any.
        int owed = 0;
        for (int i = 0; i < row.size(); i++) {
            int width = layout.width(i);
            if (width == 0) {
                continue;
            }
            Line cell = shrink(row.get(i), columns.get(i), width, glyphs);
            int rest = Math.max(0, width - cell.width());
            boolean isRight = columns.get(i).isRight();
            if (cell.width() > 0) {
                int before = owed + (isRight ? rest : 0);
                if (before > 0) {
                    spans.add(Span.plain(" ".repeat(before)));
                }
                spans.addAll(cell.spans());
                owed = isRight ? GAP : rest + GAP;
                continue;
            }
            owed += width + GAP;
        }
        return new Line(spans);
    }

    private static Line shrink(Line cell, Column column, int width, Glyphs glyphs) {
        if (column.fit() == Column.Fit.KEEP || cell.width() <= width) {
            return cell;
        }
        if (column.fit() == Column.Fit.CUT_MIDDLE && cell.spans().size() == 1) {
            Span only = cell.spans().get(0);
            return Line.of(DisplayWidth.cutMiddle(only.text(), width, glyphs.ellipsis()), only.style());
        }
        return cell.cut(width, glyphs.ellipsis());
    }
}
