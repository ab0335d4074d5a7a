package io.promsh.promql;

/**
 * Where a number or a duration ends. What is found need not be a valid number; the parser looks at its value. The results are
 * the end, or {@code ~end} (negative) when what stands there is neither; the end then says how far it was read.
 */
final class NumberScan {
    private NumberScan() {}

    /** A number: decimal, hexadecimal (not in a series description, where x repeats), with underscores and exponent. */
    static int number(String text, int from, boolean series) {
        int at = from;
        boolean hex = false;
        if (!series && charAt(text, at) == '0') {
            at++;
            if (charAt(text, at) == 'x' || charAt(text, at) == 'X') {
                at++;
                at += charAt(text, at) == '_' ? 1 : 0;
                hex = true;
            }
        }
        at += charAt(text, at) == '.' ? 1 : 0;
        at += isDigit(charAt(text, at), hex) ? 1 : 0;
        int end = tail(text, at, hex);
        if (end < 0) {
            return end;
        }
        int next = charAt(text, end);
        boolean ends = (series && next == 'x') || !CharClass.isAlphaNumeric(next);
        return ends && end > from ? end : ~end;
    }

    /** What follows the first digit: digits, at most one dot and one exponent, single underscores between digits. */
    private static int tail(String text, int from, boolean hex) {
        int at = from;
        boolean dot = false;
        boolean exponent = false;
        while (true) {
            int c = charAt(text, at);
            if (c == '.') {
                at++;
                int next = charAt(text, at);
                if (dot || hex) {
                    return ~(!dot && (next == '_' || next == '.') ? at + 1 : at);
                }
                dot = true;
                if (next == '_' || next == '.') {
                    return ~(at + 1);
                }
            } else if (c == 'e' || c == 'E') {
                at++;
                if (exponent) {
                    return ~at;
                }
                exponent = true;
                at += charAt(text, at) == '+' || charAt(text, at) == '-' ? 1 : 0;
                if (cannotFollow(charAt(text, at))) {
                    return ~Math.min(at + 1, text.length());
                }
            } else if (c == '_') {
                at++;
                if (cannotFollow(charAt(text, at))) {
                    return ~Math.min(at + 1, text.length());
                }
            } else if (isDigit(c, hex)) {
                while (isDigit(charAt(text, at), hex)) {
                    at++;
                }
            } else {
                return at;
            }
        }
    }

    /** What may not follow an underscore or an exponent: one of these again, a dot, the end of the text. */
    private static boolean cannotFollow(int c) {
        return c == '.' || c == '_' || c == 'e' || c == 'E' || c == CharClass.END;
    }

    /** The units of a duration, from where its first number ended. */
    static int duration(String text, int from) {
        int at = from;
        if (!isUnit(charAt(text, at), true)) {
            return ~at;
        }
        at++;
        // Any unit may be followed by an s here, for ms; the parser knows better.
        at += charAt(text, at) == 's' ? 1 : 0;
        while (CharClass.isDigit(charAt(text, at))) {
            while (CharClass.isDigit(charAt(text, at))) {
                at++;
            }
            if (!isUnit(charAt(text, at), false)) {
                return ~at;
            }
            at++;
            at += charAt(text, at) == 's' ? 1 : 0;
        }
        return CharClass.isAlphaNumeric(charAt(text, at)) ? ~(at + 1) : at;
    }

    private static boolean isUnit(int c, boolean first) {
        return switch (c) {
            case 's', 'm', 'h', 'd', 'w' -> true;
            case 'y' -> first;
            default -> false;
        };
    }

    private static boolean isDigit(int c, boolean hex) {
        return CharClass.isDigit(c) || (hex && CharClass.digitValue(c) < 16);
    }

    private static int charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : CharClass.END;
    }
}
