package io.promsh.shell;

import io.promsh.failure.Failure;

/** Finds the bar that leads into a system command: PromQL has none outside quotes and comments. */
final class Pipes {
    private Pipes() {}

    /** Returns the offset of the bar at or after {@code from}, or the length when there is none. */
    static int bar(String text, int from, boolean promql) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '|') {
                return i;
            }
            if (Blanks.isQuote(c)) {
                int end = Blanks.quoteEnd(text, i);
                if (end < 0) {
                    return text.length();
                }
                i = end - 1;
                continue;
            }
            // Outside PromQL a # is part of a word (an address, say) unless a blank stands before it.
            if (c == '#' && (promql || i == 0 || Blanks.isBlank(text.charAt(i - 1)))) {
                i = Blanks.lineEnd(text, i) - 1;
            }
        }
        return text.length();
    }

    /** Returns the system command behind the bar at {@code bar}. */
    static String command(String text, int bar) {
        String command = text.substring(bar + 1).strip();
        if (command.startsWith("|")) {
            throw Failure.usage("'||' is no PromQL", "the union of two vectors is: a or b");
        }
        if (command.isEmpty()) {
            throw Failure.usage("no system command follows the bar", "for example: up | less");
        }
        return command;
    }
}
