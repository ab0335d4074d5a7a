package io.promsh.target.prometheus;

import io.promsh.model.Values;

/** Reads the numbers of an answer without making strings of them: there may be millions. */
final class NumberText {
    /** Powers of ten that a double holds exactly. */
    private static final double[] EXACT = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** Whole numbers up to here are exact in a double. */
    private static final long EXACT_WHOLE = 1L << 53;

    private static final int MAX_DIGITS = 18;

    private NumberText() {}

    /** Reads a sample value. Throws NumberFormatException for anything that is none. */
    static double value(char[] text, int from, int length) {
        int to = from + length;
        int i = from;
        boolean negative = length > 0 && text[i] == '-';
        if (negative) {
            i++;
        }
        long digits = 0;
        int count = 0;
        int scale = 0;
        boolean point = false;
        for (; i < to; i++) {
            char c = text[i];
            if (c == '.' && !point) {
                point = true;
                continue;
            }
            if (c < '0' || c > '9' || count == MAX_DIGITS) {
                return slow(text, from, length);
            }
            digits = digits * 10 + (c - '0');
            count += digits == 0 ? 0 : 1;
            scale += point ? 1 : 0;
        }
        // One exact operand divided by another is rounded once, which is what a correct reader does.
        if (digits > EXACT_WHOLE || scale >= EXACT.length || to - from <= (negative ? 1 : 0) + (point ? 1 : 0)) {
            return slow(text, from, length);
        }
        double value = digits / EXACT[scale];
        return negative ? -value : value;
    }

    private static double slow(char[] text, int from, int length) {
        return Values.parse(new String(text, from, length));
    }

    /** Reads seconds as milliseconds, rounded. Throws NumberFormatException for anything that is no number. */
    static long millis(char[] text, int from, int length) {
        int to = from + length;
        int i = from;
        boolean negative = length > 0 && text[i] == '-';
        if (negative) {
            i++;
        }
        long millis = 0;
        int decimals = -1;
        for (; i < to; i++) {
            char c = text[i];
            if (c == '.' && decimals < 0) {
                decimals = 0;
                continue;
            }
            if (c < '0' || c > '9' || decimals == 3 || i - from > MAX_DIGITS) {
                return Math.round(Double.parseDouble(new String(text, from, length)) * 1000);
            }
            millis = millis * 10 + (c - '0');
            decimals += decimals < 0 ? 0 : 1;
        }
        if (length == 0) {
            throw new NumberFormatException("empty");
        }
        for (int d = Math.max(0, decimals); d < 3; d++) {
            millis *= 10;
        }
        return negative ? -millis : millis;
    }
}
