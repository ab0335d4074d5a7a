package io.promsh.promql.edit;

import io.promsh.promql.ParseError;
import io.promsh.promql.ParserOptions;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The errors to underline in a text being typed, in the server's own words.
 *
 * <p>A text that is only not finished yet is not wrong: an end that comes too early, a bracket still open or the first
 * letters of a word that fits are not underlined, but make the text {@link #incomplete() incomplete}.
 *
 * @param marks the errors, in the order in which the server finds them
 * @param incomplete what is still missing, when something is
 */
public record Marks(List<Mark> marks, Optional<String> incomplete) {
    private static final List<String> UNFINISHED = List.of("unclosed ", "unterminated ", "no expression found");
    private static final String EARLY_END = "unexpected end of input";
    private static final List<String> UNFINISHED_NUMBER =
            List.of("bad number or duration syntax", "error parsing number");

    /**
     * One error.
     *
     * @param from where to underline, a UTF-16 offset
     * @param to where the line ends, exclusive; always behind {@code from}
     * @param message the server's message
     */
    public record Mark(int from, int to, String message) {}

    public Marks {
        marks = List.copyOf(marks);
    }

    /** Reads any text, all of the language allowed. */
    public static Marks of(String text) {
        return of(text, ParserOptions.ALL);
    }

    /** Reads any text with only those parts of the language that are switched on. */
    public static Marks of(String text, ParserOptions options) {
        List<ParseError> errors =
                PromqlParser.parse(SourceText.of(text), options).errors();
        List<Mark> marks = new ArrayList<>();
        for (ParseError error : errors) {
            if (isUnfinished(error, text)) {
                // What the server finds after this only follows from it.
                return new Marks(marks, Optional.of(error.message()));
            }
            marks.add(mark(error, text));
        }
        return new Marks(marks, Optional.empty());
    }

    /** Whether the text is not wrong but not finished. */
    public boolean isIncomplete() {
        return marks.isEmpty() && incomplete.isPresent();
    }

    /**
     * The message of the error at a position.
     *
     * @param position the cursor, a UTF-16 offset; directly behind an underlined part counts as on it
     */
    public Optional<String> messageAt(int position) {
        for (Mark mark : marks) {
            if (mark.from() <= position && position <= mark.to()) {
                return Optional.of(mark.message());
            }
        }
        return Optional.empty();
    }

    private static boolean isUnfinished(ParseError error, String text) {
        if (text.isBlank() || error.message().contains(EARLY_END)) {
            return true;
        }
        if (UNFINISHED.stream().anyMatch(error.message()::startsWith)) {
            // A quoted string cannot go on in the next line: there it is wrong and not unfinished.
            return error.message().contains("raw")
                    || text.indexOf('\n', error.textStart()) < 0
                    || error.message().startsWith("unclosed");
        }
        boolean atEnd = Math.max(error.textStart(), error.textEnd()) >= text.length();
        boolean number = UNFINISHED_NUMBER.stream().anyMatch(error.message()::startsWith);
        return atEnd && (number || isBeginningOfWord(text));
    }

    /** Whether the last letters are the first ones of something that can stand there. */
    private static boolean isBeginningOfWord(String text) {
        Cursor cursor = Cursor.at(text, text.length());
        String typed = cursor.typed();
        if (typed.isEmpty()) {
            return false;
        }
        return cursor.contexts().stream()
                .flatMap(context -> context.kind().options().stream())
                .flatMap(set -> set.options().stream())
                .anyMatch(option ->
                        option.label().startsWith(typed) && !option.label().equals(typed));
    }

    private static Mark mark(ParseError error, String text) {
        int first = Math.max(0, Math.min(error.textStart(), error.textEnd()));
        int from = Math.min(first, text.length());
        int to = Math.min(Math.max(error.textStart(), error.textEnd()), text.length());
        if (from < to) {
            return new Mark(from, to, error.message());
        }
        // Nothing to underline at the very end but the last character.
        return from < text.length()
                ? new Mark(from, text.offsetByCodePoints(from, 1), error.message())
                : new Mark(text.offsetByCodePoints(from, -1), from, error.message());
    }
}
