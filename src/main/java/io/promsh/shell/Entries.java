package io.promsh.shell;

import io.promsh.command.Completes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides where an entry ends: a line goes on while a bracket or quote is open or after a trailing binary operator, if it is
 * PromQL. Words of other commands are one line each, and so is what follows a bar.
 */
public final class Entries {
    private final LineParser parser;
    private final Predicate<String> incompletePromql;

    /** Makes the decision for expressions with {@code incompletePromql}, which must be total. */
    public Entries(LineParser parser, Predicate<String> incompletePromql) {
        this.parser = parser;
        this.incompletePromql = incompletePromql;
    }

    LineParser parser() {
        return parser;
    }

    /** Returns whether the entry can be run as it stands. */
    public boolean isComplete(String entry) {
        LineParser.Shape shape = parser.shape(entry);
        if (shape.begin() >= entry.length() || shape.bar() < entry.length()) {
            return true;
        }
        if (!shape.isPromql()) {
            return shape.found()
                            .map(command -> command.spec().completes() == Completes.NOTHING)
                            .orElse(true)
                    || quotesAreClosed(entry, shape.argumentsFrom());
        }
        return !incompletePromql.test(entry.substring(shape.argumentsFrom()));
    }

    /** Returns the entries of pasted text, in order: see {@link #pieces}. */
    public List<String> split(String text) {
        if (text.indexOf('\n') < 0) {
            return List.of(text);
        }
        List<String> entries = new ArrayList<>();
        for (Piece piece : pieces(text)) {
            entries.add(text.substring(piece.from(), piece.to()));
        }
        return entries;
    }

    /** Where an entry stands in a text of several; {@code to} is exclusive. */
    record Piece(int from, int to) {}

    /**
     * Returns where the entries of pasted text are. Unlike in a batch, where the next line is not known yet, a line that begins
     * with a binary operator or a closing bracket belongs to the line before it.
     */
    List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = -1;
        int to = 0;
        for (int at = 0; at <= text.length(); ) {
            int end = Blanks.lineEnd(text, at);
            String line = text.substring(at, end);
            if (from >= 0 && !goesOn(text.substring(from, to), line)) {
                pieces.add(new Piece(from, to));
                from = -1;
            }
            if (from >= 0 || !isEmpty(line)) {
                from = from < 0 ? at : from;
                to = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
            }
            at = end + 1;
        }
        if (from >= 0) {
            pieces.add(new Piece(from, to));
        }
        return pieces;
    }

    private boolean goesOn(String entry, String line) {
        return !isComplete(entry) || continues(entry, line);
    }

    private boolean continues(String entry, String line) {
        int at = Blanks.skip(line, 0);
        if (at >= line.length() || !parser.shape(entry).isPromql()) {
            return false;
        }
        if ("+-*/%^=!<>)]},@[{".indexOf(line.charAt(at)) >= 0) {
            return true;
        }
        int end = at;
        while (end < line.length() && Character.isLetterOrDigit(line.charAt(end))) {
            end++;
        }
        return switch (line.substring(at, end)) {
            case "and", "or", "unless", "atan2", "offset", "by", "without" -> true;
            default -> false;
        };
    }

    /** Returns whether a line holds nothing to run. */
    static boolean isEmpty(String line) {
        return Blanks.skipWithComments(line, 0) >= line.length();
    }

    private static boolean quotesAreClosed(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Blanks.isQuote(text.charAt(i))) {
                int end = Blanks.quoteEnd(text, i);
                if (end < 0) {
                    return false;
                }
                i = end - 1;
            }
        }
        return true;
    }
}
