package io.promsh.shell;

import io.promsh.failure.Failure;

/**
 * Splits text at blanks outside quotes. The quotes of a word are taken off; a backslash escapes a quote or a backslash within
 * double quotes and stands for itself elsewhere, so that regular expressions need no doubling.
 */
final class WordScanner {
    private final String text;
    private final boolean strict;
    private int from;
    private int to;
    private String word = "";

    /** With {@code strict} a quote that is not closed is a usage failure, otherwise it runs to the end. */
    WordScanner(String text, boolean strict) {
        this.text = text;
        this.strict = strict;
    }

    /** Returns the word of the last {@link #next}, without quotes. */
    String word() {
        return word;
    }

    /** Returns where the last word begins, its quotes included. */
    int from() {
        return from;
    }

    /** Returns the offset behind the last word, its quotes included. */
    int to() {
        return to;
    }

    /** Stands on the word at or after {@code position}; returns false when only blanks and comments follow. */
    boolean next(int position) {
        from = Blanks.skipWithComments(text, position);
        to = from;
        if (from >= text.length()) {
            word = "";
            return false;
        }
        StringBuilder built = new StringBuilder();
        while (to < text.length() && !Blanks.isBlank(text.charAt(to))) {
            char c = text.charAt(to);
            if (!Blanks.isQuote(c)) {
                built.append(c);
                to++;
                continue;
            }
            int end = Blanks.quoteEnd(text, to);
            if (end < 0 && strict) {
                throw Failure.usage("a quote is not closed: " + text.substring(to), "close it with " + c);
            }
            int close = end < 0 ? text.length() : end - 1;
            unquote(c, to + 1, close, built);
            to = end < 0 ? text.length() : end;
        }
        word = built.toString();
        return true;
    }

    private void unquote(char quote, int begin, int end, StringBuilder built) {
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && quote != '`' && i + 1 < end;
            if (escapes && (text.charAt(i + 1) == quote || text.charAt(i + 1) == '\\')) {
                i++;
                c = text.charAt(i);
            }
            built.append(c);
        }
    }
}
