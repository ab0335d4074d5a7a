package io.promsh.output;

import io.promsh.text.Escaping;
import java.util.List;

/** Tab-separated; tab, line feed, carriage return and backslash are written as {@code \t}, {@code \n}, {@code \r}, {@code \\}. */
final class TsvRows implements RowFormat {
    private final boolean isTerminal;

    /**
     * @param isTerminal whether headings are wanted and control characters must be shown instead of sent
     */
    TsvRows(boolean isTerminal) {
        this.isTerminal = isTerminal;
    }

    @Override
    public void begin(StringBuilder out, List<RowColumn> columns) {
        if (!isTerminal) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            text(out, i, columns.get(i).heading());
        }
        endRow(out);
    }

    @Override
    public void text(StringBuilder out, int column, String cell) {
        separator(out, column);
        int start = out.length();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            switch (c) {
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\\' -> out.append("\\\\");
                default -> out.append(c);
            }
        }
        if (isTerminal) {
            out.replace(start, out.length(), Escaping.visible(out.substring(start)));
        }
    }

    @Override
    public void separator(StringBuilder out, int column) {
        if (column > 0) {
            out.append('\t');
        }
    }

    @Override
    public void endRow(StringBuilder out) {
        out.append('\n');
    }
}
