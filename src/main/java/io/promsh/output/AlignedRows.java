package io.promsh.output;

import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import java.util.List;

/** Columns of the widths measured beforehand, two blanks apart; the last one is as long as it comes. */
final class AlignedRows implements RowFormat {
    private List<RowColumn> columns = List.of();

    @Override
    public void begin(StringBuilder out, List<RowColumn> allColumns) {
        columns = allColumns;
        for (int i = 0; i < columns.size(); i++) {
            text(out, i, columns.get(i).heading());
        }
        endRow(out);
    }

    @Override
    public void text(StringBuilder out, int column, String cell) {
        separator(out, column);
        String text = Escaping.visible(cell);
        out.append(
                column == columns.size() - 1
                        ? text
                        : DisplayWidth.padRight(text, columns.get(column).width()));
    }

    @Override
    public void separator(StringBuilder out, int column) {
        out.append(column == 0 ? "" : "  ");
    }

    @Override
    public void endRow(StringBuilder out) {
        out.append('\n');
    }
}
