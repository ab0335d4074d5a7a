package io.promsh.target.prometheus;

/** Tells a range selector, which answers stored samples, from a subquery, which answers evaluated ones. */
final class Subqueries {
    private Subqueries() {}

    /** Returns whether the last bracketed range of a range-vector expression is that of a subquery: it holds a colon. */
    static boolean isOutermost(String expression) {
        boolean colon = false;
        boolean within = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '"' || c == '\'' || c == '`') {
                i = endOfString(expression, i);
            } else if (c == '#') {
                int end = expression.indexOf('\n', i);
                i = end < 0 ? expression.length() : end;
            } else if (c == '[') {
                within = true;
                colon = false;
            } else if (c == ']') {
                within = false;
            } else if (c == ':' && within) {
                colon = true;
            }
        }
        return colon;
    }

    private static int endOfString(String text, int from) {
        char quote = text.charAt(from);
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '`') {
                i++;
            } else if (c == quote) {
                return i;
            }
        }
        return text.length();
    }
}
