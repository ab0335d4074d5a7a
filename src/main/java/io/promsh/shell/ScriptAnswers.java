package io.promsh.shell;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answers to a script's questions, which later lines name as <code>${NAME}</code>. Names are in capitals, so that nothing of
 * PromQL is meant. An answer is a value and never more: it cannot add an option or a system command to a line.
 */
final class ScriptAnswers {
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final LineParser parser;

    ScriptAnswers(LineParser parser) {
        this.parser = parser;
    }

    /** Returns whether a word can be the name of an answer: capitals, digits and underscores, a letter first. */
    static boolean isName(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (i > 0 && (c == '_' || (c >= '0' && c <= '9')));
            if (!letter) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    void put(String name, String answer) {
        for (int i = 0; i < answer.length(); i++) {
            if (answer.charAt(i) < ' ') {
                throw Failure.usage("the answer for " + name + " holds a control character", "give one line of text");
            }
        }
        // Times before now begin like options too: -24h.
        if (answer.startsWith("-") && !(answer.length() > 1 && Character.isDigit(answer.charAt(1)))) {
            throw Failure.usage("the answer for " + name + " begins like an option", "give a value");
        }
        answers.put(name, answer);
    }

    /** Returns an answer. Throws a usage failure for a name that was not asked for. */
    String get(String name) {
        String answer = answers.get(name);
        if (answer == null) {
            throw Failure.usage("nobody was asked for " + name, "put before it: ask " + name + " \"...\"");
        }
        return answer;
    }

    /** Returns the line with the answers in place of their names. */
    String fill(String line) {
        String filled = replace(line, false);
        if (filled.equals(line)) {
            return line;
        }
        String plain = replace(line, true);
        LineParser.Shape wanted = parser.shape(plain);
        LineParser.Shape got = parser.shape(filled);
        boolean bar = got.bar() < filled.length() && wanted.bar() >= plain.length();
        boolean other = !wanted.found().equals(got.found());
        boolean option = !got.isPromql() && filled.contains(" --") && count(filled) > count(line);
        if (bar || other || option) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "an answer would turn the line into another one: " + line.strip(),
                    "give a plain value, without a bar or an option in it");
        }
        return filled;
    }

    private static int count(String line) {
        int count = 0;
        for (int at = line.indexOf(" --"); at >= 0; at = line.indexOf(" --", at + 1)) {
            count++;
        }
        return count;
    }

    /** With {@code plain} every answer is one harmless word. */
    private String replace(String line, boolean plain) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (true) {
            int begin = line.indexOf("${", at);
            int end = begin < 0 ? -1 : line.indexOf('}', begin);
            String name = end < 0 ? "" : line.substring(begin + 2, end);
            if (end < 0) {
                return out.append(line.substring(at)).toString();
            }
            out.append(line, at, begin);
            out.append(isName(name) ? (plain ? "x" : get(name)) : line.substring(begin, end + 1));
            at = end + 1;
        }
    }
}
