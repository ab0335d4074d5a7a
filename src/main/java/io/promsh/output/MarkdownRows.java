package io.promsh.output;

import io.promsh.text.Escaping;
import java.util.List;

/** A Markdown table; characters that Markdown or HTML would take for its own are escaped. */
final class MarkdownRows implements RowFormat {
    private static final String SPECIAL = "\\|`*[]<>~#!&";

    @Override
    public void begin(StringBuilder out, List<RowColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            text(out, i, columns.get(i).heading());
        }
        endRow(out);
        for (int i = 0; i < columns.size(); i++) {
            separator(out, i);
            out.append(columns.get(i).isNumber() ? "---:" : "---");
        }
        endRow(out);
    }

    @Override
    public void text(StringBuilder out, int column, String cell) {
        separator(out, column);
        String text = Escaping.visible(cell);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0 || isEdgeOfWord(text, i)) {
                out.append('\\');
            }
            out.append(c);
        }
    }

    /** An underscore makes emphasis only where it is not within a word. */
    private static boolean isEdgeOfWord(String text, int i) {
        if (text.charAt(i) != '_') {
            return false;
        }
        return i == 0
                || i == text.length() - 1
                || !Character.isLetterOrDigit(text.charAt(i - 1))
                || !Character.isLetterOrDigit(text.charAt(i + 1));
    }

    @Override
    public void separator(StringBuilder out, int column) {
        out.append(column == 0 ? "| " : " | ");
    }

    @Override
    public void endRow(StringBuilder out) {
        out.append(" |\n");
    }
}
