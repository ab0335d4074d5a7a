package io.promsh.promql;

import org.jspecify.annotations.Nullable;

/**
 * What can be said of a regular expression of a label matcher without running it.
 *
 * @param error what is wrong with it, in the words of the server's RE2; null when it is valid
 * @param matchesEmpty whether the empty string matches it as a whole; false when it is not valid
 */
public record RegexSyntax(@Nullable String error, boolean matchesEmpty) {
    private static final RegexSyntax NOT_EMPTY = new RegexSyntax(null, false);
    private static final RegexSyntax EMPTY = new RegexSyntax(null, true);

    public static RegexSyntax of(String regex) {
        if (regex.isEmpty()) {
            return EMPTY;
        }
        return isPlain(regex) ? NOT_EMPTY : new RegexScanner(regex).scan();
    }

    /** True for text that stands for itself. */
    private static boolean isPlain(String regex) {
        for (int i = 0; i < regex.length(); i++) {
            if ("\\.+*?()|[]{}^$".indexOf(regex.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
