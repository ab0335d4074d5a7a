package io.promsh.promql.edit;

/** Passes over what quotes and comments hide, for the readers that only want what is outside of them. */
final class Quotes {
    private Quotes() {}

    /** The position after the character, string or comment that begins at a position. */
    static int skip(String text, int position) {
        char c = text.charAt(position);
        if (c == '#') {
            int end = text.indexOf('\n', position);
            return end < 0 ? text.length() : end;
        }
        if (c == '"' || c == '\'' || c == '`') {
            int end = end(text, position);
            return end < 0 ? afterUnclosed(text, position) : end;
        }
        return position + 1;
    }

    /** Whether a string begins at a position and is not closed. */
    static boolean isUnclosed(String text, int position) {
        char c = text.charAt(position);
        return (c == '"' || c == '\'' || c == '`') && end(text, position) < 0;
    }

    private static int end(String text, int position) {
        char quote = text.charAt(position);
        if (quote == '`') {
            int end = text.indexOf('`', position + 1);
            return end < 0 ? -1 : end + 1;
        }
        for (int i = position + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\n') {
                return -1;
            }
            if (c == '\\') {
                i++;
            }
        }
        return -1;
    }

    /** An unclosed string in quotes ends with its line; an unclosed raw one is only its quote. */
    private static int afterUnclosed(String text, int position) {
        if (text.charAt(position) == '`') {
            return position + 1;
        }
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end;
    }
}
