package io.promsh.render;

import io.promsh.text.DisplayWidth;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;

/** A table as blocks, one a row, of heading and cell; long cells go on in the next line, so that nothing is cut. */
final class Blocks {
    private static final int LEAST_FOR_VALUES = 8;

    private final Table table;
    private final int width;
    private final Glyphs glyphs;
    private final int keyWidth;

    Blocks(Table table, int width, Glyphs glyphs) {
        this.table = table;
        this.width = width;
        this.glyphs = glyphs;
        int widest = 0;
        for (Column column : table.columns()) {
            widest = Math.max(widest, DisplayWidth.of(column.heading()));
        }
        this.keyWidth = Math.max(0, Math.min(widest, width - Table.GAP - LEAST_FOR_VALUES));
    }

    List<Line> draw() {
        List<Line> lines = new ArrayList<>();
        for (List<Line> row : table.rows()) {
            if (!lines.isEmpty()) {
                lines.add(Line.EMPTY);
            }
            for (int i = 0; i < row.size(); i++) {
                if (row.get(i).width() > 0) {
                    addCell(lines, table.columns().get(i), row.get(i));
                }
            }
        }
        return lines;
    }

    private void addCell(List<Line> lines, Column column, Line cell) {
        int room = Math.max(1, width - keyWidth - Table.GAP);
        if (column.dropOrder() > 0 && cell.width() > room) {
            return;
        }
        String key = DisplayWidth.padRight(
                DisplayWidth.cut(column.heading(), keyWidth, glyphs.ellipsis()), keyWidth + Table.GAP);
        Line head = Line.of(key, Style.HEADING);
        for (Line part : Wrap.of(cell, room)) {
            lines.add(head.plus(part));
            head = Line.plain(" ".repeat(keyWidth + Table.GAP));
        }
    }
}
