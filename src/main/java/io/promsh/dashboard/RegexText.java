package io.promsh.dashboard;

import java.util.List;

/** Values of variables as regular expressions. */
final class RegexText {
    private RegexText() {}

    /** Returns what a hole stands for; {@code isRegex}: in an expression that the author wrote as a regular one. */
    static String of(Hole hole, boolean isRegex) {
        VariableValue value = hole.value();
        List<String> values = value.values();
        if (values.isEmpty()) {
            return ".*";
        }
        String format = hole.reference().format();
        boolean isRaw = value.isRegex() || format.equals("raw") || format.equals("pipe");
        boolean quotes = !isRaw && (!isRegex || value.isEscaped() || format.equals("regex") || values.size() > 1);
        StringBuilder out = new StringBuilder();
        for (String alternative : values) {
            out.append(out.isEmpty() ? "" : "|").append(quotes ? quote(alternative) : alternative);
        }
        boolean isOne = values.size() == 1 && !value.isRegex();
        return isOne || format.equals("pipe") ? out.toString() : "(" + out + ")";
    }

    /** Returns a regular expression of RE2 that finds this text alone. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
