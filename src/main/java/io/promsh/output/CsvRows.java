package io.promsh.output;

import io.promsh.text.Escaping;
import java.util.List;

/**
 * RFC 4180: commas, quotes doubled, lines end in CR LF. A text that a spreadsheet would run as a formula gets a leading
 * apostrophe (OWASP, "CSV Injection"); numbers, also negative ones, stay numbers.
 */
final class CsvRows implements RowFormat {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final boolean isTerminal;

    /**
     * @param isTerminal whether control characters must be shown instead of sent
     */
    CsvRows(boolean isTerminal) {
        this.isTerminal = isTerminal;
    }

    @Override
    public void begin(StringBuilder out, List<RowColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            text(out, i, columns.get(i).heading());
        }
        endRow(out);
    }

    @Override
    public void text(StringBuilder out, int column, String cell) {
        separator(out, column);
        String text = isTerminal ? Escaping.visible(cell) : cell;
        boolean isFormula = isFormula(text);
        if (!isFormula && !needsQuotes(text)) {
            out.append(text);
            return;
        }
        out.append('"').append(isFormula ? "'" : "");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c);
            if (c == '"') {
                out.append(c);
            }
        }
        out.append('"');
    }

    @Override
    public void separator(StringBuilder out, int column) {
        if (column > 0) {
            out.append(',');
        }
    }

    @Override
    public void endRow(StringBuilder out) {
        out.append("\r\n");
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ');
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !isNumber(text);
    }

    /** Signed decimal numbers and infinities, as bucket limits are. */
    private static boolean isNumber(String text) {
        int i = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        if (text.startsWith("Inf", i)) {
            return text.length() == i + 3;
        }
        int digits = 0;
        boolean hasPoint = false;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                continue;
            }
            boolean isExponent = (c == 'e' || c == 'E') && digits > 0;
            if (isExponent) {
                return isWhole(text, i + 1);
            }
            if (c != '.' || hasPoint) {
                return false;
            }
            hasPoint = true;
        }
        return digits > 0;
    }

    private static boolean isWhole(String text, int from) {
        int i = from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+') ? from + 1 : from;
        if (i == text.length()) {
            return false;
        }
        for (; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
