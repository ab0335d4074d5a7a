package io.promsh.shell;

import io.promsh.failure.Failure;
import java.util.Optional;

/**
 * A line of a script that is for the script itself: a question, a remark, a condition. Any other line is a command or PromQL, so
 * that a metric called {@code ask} or {@code if} is none of these unless the rest of the line is as it must be.
 *
 * @param name of a question
 * @param text the question, the remark, the condition, or the line to try
 * @param preset answer of a question that is left empty
 */
record ScriptWord(Kind kind, String name, String text, Optional<String> preset) {
    /** The words. */
    enum Kind {
        ASK,
        SAY,
        IF,
        ELSE,
        END,
        TRY,
        STOP
    }

    /** Returns the word that a line is, or empty for a line to run. Throws a usage failure for one that is not as it must be. */
    static Optional<ScriptWord> of(String line) {
        String text = line.strip();
        int blank = Blanks.split(text).isEmpty() ? 0 : Blanks.split(text).get(0).length();
        String first = text.substring(0, blank);
        String rest = text.substring(blank).strip();
        return switch (first) {
            case "ask" -> ask(rest);
            case "say" ->
                rest.isEmpty() || isQuote(rest) ? Optional.of(word(Kind.SAY, unquoted(rest))) : Optional.empty();
            case "if" -> rest.isEmpty() ? Optional.empty() : Optional.of(word(Kind.IF, rest));
            case "else" -> rest.isEmpty() ? Optional.of(word(Kind.ELSE, "")) : Optional.empty();
            case "end" -> rest.isEmpty() ? Optional.of(word(Kind.END, "")) : Optional.empty();
            case "try" -> rest.isEmpty() ? Optional.empty() : Optional.of(word(Kind.TRY, rest));
            case "stop" ->
                rest.isEmpty() || isQuote(rest) ? Optional.of(word(Kind.STOP, unquoted(rest))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static ScriptWord word(Kind kind, String text) {
        return new ScriptWord(kind, "", text, Optional.empty());
    }

    private static Optional<ScriptWord> ask(String rest) {
        WordScanner words = new WordScanner(rest, true);
        if (!words.next(0) || !ScriptAnswers.isName(words.word())) {
            return Optional.empty();
        }
        String name = words.word();
        if (!words.next(words.to())) {
            throw bad(rest);
        }
        String text = words.word();
        Optional<String> preset = Optional.empty();
        if (words.next(words.to())) {
            boolean named = words.word().equals("--default") && words.next(words.to());
            if (!named) {
                throw bad(rest);
            }
            preset = Optional.of(words.word());
            if (words.next(words.to())) {
                throw bad(rest);
            }
        }
        return Optional.of(new ScriptWord(Kind.ASK, name, text, preset));
    }

    private static Failure bad(String rest) {
        return Failure.usage(
                "the question is not as it must be: ask " + rest,
                "write it like: ask SERVICE \"Which service?\" --default prometheus");
    }

    private static boolean isQuote(String text) {
        return Blanks.isQuote(text.charAt(0)) && Blanks.quoteEnd(text, 0) == text.length();
    }

    private static String unquoted(String text) {
        WordScanner words = new WordScanner(text, true);
        return words.next(0) ? words.word() : "";
    }
}
