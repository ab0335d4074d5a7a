package io.promsh.shell;

import io.promsh.command.AnswerFacts;
import io.promsh.failure.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Conditions on the last line's result: {@code ok}, {@code failed}, {@code code N}, {@code empty}, {@code partial},
 * {@code series > N}, {@code value >= X}; and on an answer: {@code NAME = TEXT}, {@code NAME != TEXT}.
 */
final class ScriptCondition {
    private ScriptCondition() {}

    /** Returns whether it holds. Throws a usage failure for one that cannot be understood. */
    static boolean holds(String text, int code, Optional<AnswerFacts> facts, ScriptAnswers answers) {
        List<String> words = Blanks.split(text);
        if (words.size() == 1) {
            return switch (words.get(0)) {
                case "ok" -> code == 0;
                case "failed" -> code != 0;
                case "empty" -> facts.map(known -> known.series() == 0).orElse(code != 0);
                case "partial" -> code == 7 || facts.map(AnswerFacts::partial).orElse(false);
                default -> throw unknown(text);
            };
        }
        if (words.size() == 2 && words.get(0).equals("code")) {
            return code == (int) number(words.get(1), text);
        }
        if (words.size() >= 3 && ScriptAnswers.isName(words.get(0))) {
            String rest = text.strip().substring(words.get(0).length()).strip();
            String operator = words.get(1);
            String wanted = rest.substring(operator.length()).strip();
            boolean same = answers.get(words.get(0)).strip().equalsIgnoreCase(wanted);
            return switch (operator) {
                case "=" -> same;
                case "!=" -> !same;
                default -> throw unknown(text);
            };
        }
        if (words.size() == 3) {
            double right = number(words.get(2), text);
            double left = switch (words.get(0)) {
                case "series" -> facts.map(AnswerFacts::series).orElse(0);
                case "value" ->
                    facts.flatMap(known -> known.value().isPresent()
                                    ? Optional.of(known.value().getAsDouble())
                                    : Optional.empty())
                            .orElse(Double.NaN);
                default -> throw unknown(text);
            };
            return compare(left, words.get(1), right, text);
        }
        throw unknown(text);
    }

    /** No value compares as none: every comparison but {@code !=} is false. */
    private static boolean compare(double left, String operator, double right, String text) {
        return switch (operator) {
            case "=", "==" -> left == right;
            case "!=" -> left != right;
            case "<" -> left < right;
            case "<=" -> left <= right;
            case ">" -> left > right;
            case ">=" -> left >= right;
            default -> throw unknown(text);
        };
    }

    private static double number(String word, String text) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw unknown(text);
        }
    }

    private static Failure unknown(String text) {
        return Failure.usage(
                "the condition cannot be understood: if " + text.strip(),
                "write ok, failed, code N, empty, partial, series > N, value >= X, or NAME = TEXT");
    }
}
