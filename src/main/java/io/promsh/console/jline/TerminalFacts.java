package io.promsh.console.jline;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is known of the process's streams before any terminal library is loaded.
 *
 * @param inIsTerminal whether a person can type into standard input
 * @param columns of the terminal, empty to ask the system when needed
 * @param rows of the terminal, empty to ask the system when needed
 */
public record TerminalFacts(
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        ColourDepth depth,
        boolean isUnicode,
        OptionalInt columns,
        OptionalInt rows) {

    /** Returns the facts from the environment and from what the launcher found of the three streams. */
    public static TerminalFacts of(Map<String, String> environment, boolean in, boolean out, boolean err) {
        return new TerminalFacts(
                in,
                out,
                err,
                ColourDepth.of(environment),
                isUtf8(environment),
                number(environment, "COLUMNS"),
                number(environment, "LINES"));
    }

    /** POSIX: the first of the three that is set and not empty decides. */
    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return locale.contains("utf-8") || locale.contains("utf8");
            }
        }
        return false;
    }

    private static OptionalInt number(Map<String, String> environment, String name) {
        String text = environment.getOrDefault(name, "");
        if (text.isEmpty() || text.length() > 4) {
            return OptionalInt.empty();
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            value = value * 10 + digit;
        }
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
