package io.promsh.shell;

import java.util.ArrayList;
import java.util.List;

/** Blanks, comments and quotes of a line: the little lexical structure that all lines share. */
final class Blanks {
    private Blanks() {}

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** Returns the offset of the first character at or after {@code from} that is no blank. */
    static int skip(String text, int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Returns the offset of the first character that is neither blank nor within a comment. */
    static int skipWithComments(String text, int from) {
        int i = skip(text, from);
        while (i < text.length() && text.charAt(i) == '#') {
            i = skip(text, lineEnd(text, i));
        }
        return i;
    }

    /** Returns the offset of the line feed at or after {@code from}, or the length. */
    static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /**
     * Returns the offset behind the quoted string that begins at {@code from}, or -1 when it is not closed. A backslash
     * escapes, but not between backquotes: PromQL's rules.
     */
    static int quoteEnd(String text, int from) {
        char quote = text.charAt(from);
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\\' && quote != '`') {
                i++;
            }
        }
        return -1;
    }

    /** Returns the words between blanks; quotes have no meaning. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int i = skip(text, 0);
        while (i < text.length()) {
            int from = i;
            while (i < text.length() && !isBlank(text.charAt(i))) {
                i++;
            }
            words.add(text.substring(from, i));
            i = skip(text, i);
        }
        return words;
    }
}
