package io.promsh.completion;

import java.util.List;
import java.util.Optional;

/** The little structure that every line has: blanks, comments, quotes, words, the bar into a system command. */
final class LineText {
    private LineText() {}

    /** A command whose words stand at the start of a line, with a blank behind them. */
    record Found(CommandWords command, int argumentsFrom) {}

    static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    static int skipBlanksAndComments(String line, int from) {
        int at = skipBlanks(line, from);
        while (at < line.length() && line.charAt(at) == '#') {
            int end = line.indexOf('\n', at);
            at = skipBlanks(line, end < 0 ? line.length() : end);
        }
        return at;
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** Returns the offset behind the string that begins at {@code from}; an open one ends with the line. */
    static int quoteEnd(String line, int from) {
        char quote = line.charAt(from);
        for (int i = from + 1; i < line.length(); i++) {
            if (line.charAt(i) == quote) {
                return i + 1;
            }
            if (line.charAt(i) == '\\' && quote != '`') {
                i++;
            }
        }
        return line.length();
    }

    /** Returns the offset of the bar into a system command, or the length. */
    static int bar(String line, int from) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '|') {
                return at;
            }
            if (c == '#' && (at == from || Character.isWhitespace(line.charAt(at - 1)))) {
                int end = line.indexOf('\n', at);
                at = end < 0 ? line.length() : end;
                continue;
            }
            at = isQuote(c) ? quoteEnd(line, at) : at + 1;
        }
        return line.length();
    }

    /** Returns where the word ends that holds {@code from}: at the first blank outside quotes. */
    static int wordEnd(String line, int from) {
        int at = from;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at = isQuote(line.charAt(at)) ? quoteEnd(line, at) : at + 1;
        }
        return at;
    }

    /** Returns where the word begins in which {@code at} is or at whose end it is; {@code at} itself between words. */
    static int wordStart(String line, int from, int at) {
        int start = skipBlanks(line, from);
        while (start < at) {
            int end = wordEnd(line, start);
            if (at <= end) {
                return start;
            }
            start = skipBlanks(line, end);
        }
        return at;
    }

    /** Returns the command with the most words that stands at {@code begin} with all its words before the cursor. */
    static Optional<Found> command(String line, int begin, int cursor, List<CommandWords> commands) {
        Optional<Found> longest = Optional.empty();
        for (CommandWords command : commands) {
            int end = endOf(command.words(), line, begin);
            boolean passed = end >= 0 && end < cursor && Character.isWhitespace(line.charAt(end));
            if (passed && (longest.isEmpty() || end > longest.get().argumentsFrom())) {
                longest = Optional.of(new Found(command, end));
            }
        }
        return longest;
    }

    private static int endOf(String words, String line, int begin) {
        int at = begin;
        for (String word : words.split(" ", -1)) {
            at = skipBlanks(line, at);
            if (!line.startsWith(word, at)) {
                return -1;
            }
            at += word.length();
            if (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
                return -1;
            }
        }
        return at;
    }

    /** Returns the commands of several words that what was typed begins. */
    static List<CommandWords> continuing(String typed, List<CommandWords> commands) {
        String normal = typed.replaceAll("\\s+", " ");
        return commands.stream()
                .filter(command -> normal.indexOf(' ') > 0 && command.words().startsWith(normal))
                .toList();
    }
}
