package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/**
 * Reads the numbers of sample lines from bytes without making a string of them: exactly the nearest double, ties to even. Up to 19
 * digits are multiplied out directly or by Eisel and Lemire's method; what these cannot decide goes to {@link Double#parseDouble}.
 * Not for several threads.
 */
final class NumberReader {
    private static final double[] EXACT_TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT_WHOLE = 1L << 53;
    private static final int DIGITS = 19;
    private static final double UNDECIDED = -1;

    private final PowersOfFive powers = new PowersOfFive();
    private double value;

    /** Returns the number that {@link #read} found last. */
    double value() {
        return value;
    }

    /**
     * Reads {@code bytes[from, to)} as a decimal number, {@code NaN}, {@code Inf} or {@code Infinity} in any case; false when it is
     * none or too large for a double. Hexadecimal numbers and underscores are none.
     */
    boolean read(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative || (at < to && bytes[at] == '+')) {
            at++;
        }
        long mantissa = 0;
        int seen = at;
        while (at < to && isDigit(bytes[at])) {
            mantissa = 10 * mantissa + (bytes[at++] - '0');
        }
        int digits = at - seen;
        int fraction = 0;
        if (at < to && bytes[at] == '.') {
            int dot = at++;
            while (at < to && isDigit(bytes[at])) {
                mantissa = 10 * mantissa + (bytes[at++] - '0');
            }
            fraction = at - dot - 1;
            digits += fraction;
        }
        if (digits == 0) {
            return word(bytes, from, to);
        }
        if (at == to && digits <= 18) {
            if (mantissa <= EXACT_WHOLE && fraction <= 22) {
                double positive = fraction == 0 ? mantissa : mantissa / EXACT_TENS[fraction];
                value = negative ? -positive : positive;
                return true;
            }
            return scaled(bytes, from, to, negative, mantissa, -fraction);
        }
        return exponent(bytes, from, to, at, digits, fraction);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The rarer forms: an exponent, or many digits. */
    private boolean exponent(byte[] bytes, int from, int to, int afterDigits, int digits, int fraction) {
        int at = afterDigits;
        long power = 0;
        if (at < to) {
            if (bytes[at] != 'e' && bytes[at] != 'E') {
                return false;
            }
            at++;
            boolean down = at < to && bytes[at] == '-';
            if (down || (at < to && bytes[at] == '+')) {
                at++;
            }
            int first = at;
            while (at < to && isDigit(bytes[at])) {
                power = Math.min(100_000, 10 * power + (bytes[at++] - '0'));
            }
            if (at == first || at < to) {
                return false;
            }
            power = down ? -power : power;
        }
        if (digits > 3000) {
            return text(bytes, from, to);
        }
        boolean negative = bytes[from] == '-';
        long mantissa = 0;
        int significant = 0;
        for (int i = from; i < afterDigits; i++) {
            if (isDigit(bytes[i])) {
                significant += significant > 0 || bytes[i] != '0' ? 1 : 0;
                mantissa = 10 * mantissa + (bytes[i] - '0');
            }
        }
        if (significant > DIGITS) {
            return text(bytes, from, to);
        }
        return scaled(bytes, from, to, negative, mantissa, power - fraction);
    }

    private boolean scaled(byte[] bytes, int from, int to, boolean negative, long mantissa, long power) {
        if (mantissa == 0) {
            value = negative ? -0.0 : 0.0;
            return true;
        }
        boolean isSmall = mantissa > 0 && mantissa <= EXACT_WHOLE;
        double positive = UNDECIDED;
        if (isSmall && power >= -22 && power <= 22) {
            positive = power < 0 ? mantissa / EXACT_TENS[(int) -power] : mantissa * EXACT_TENS[(int) power];
        } else if (power >= PowersOfFive.SMALLEST && power <= PowersOfFive.LARGEST) {
            positive = nearest(mantissa, (int) power);
        }
        if (positive == UNDECIDED) {
            return text(bytes, from, to);
        }
        value = negative ? -positive : positive;
        return true;
    }

    /** Eisel and Lemire: {@code mantissa} (unsigned, not 0) times ten to the {@code q}, or UNDECIDED. */
    private double nearest(long mantissa, int q) {
        int zeros = Long.numberOfLeadingZeros(mantissa);
        long w = mantissa << zeros;
        long five = powers.high(q);
        long upper = highOfProduct(w, five);
        long lower = w * five;
        if ((upper & 0x1FF) == 0x1FF) {
            long more = highOfProduct(w, powers.low(q));
            lower += more;
            if (Long.compareUnsigned(lower, more) < 0) {
                upper++;
            }
        }
        if (lower == -1L && (q < -27 || q > 55)) {
            return UNDECIDED;
        }
        int top = (int) (upper >>> 63);
        int shift = top + 64 - 52 - 3;
        long bits = upper >>> shift;
        long exponent = ((217_706L * q) >> 16) + 63 + top - zeros + 1023;
        if (exponent <= 0) {
            return UNDECIDED;
        }
        if (Long.compareUnsigned(lower, 1) <= 0 && q >= -4 && q <= 23 && (bits & 3) == 1 && (bits << shift) == upper) {
            bits &= ~1L;
        }
        bits = (bits + (bits & 1)) >>> 1;
        if (bits >= 2L << 52) {
            bits = 1L << 52;
            exponent++;
        }
        return exponent >= 0x7FF ? UNDECIDED : Double.longBitsToDouble((bits & ~(1L << 52)) | (exponent << 52));
    }

    private static long highOfProduct(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    private boolean text(byte[] bytes, int from, int to) {
        value = Double.parseDouble(new String(bytes, from, to - from, ISO_8859_1));
        return !Double.isInfinite(value);
    }

    private boolean word(byte[] bytes, int from, int to) {
        if (to - from < 3 || to - from > 9) {
            return false;
        }
        String word = new String(bytes, from, to - from, ISO_8859_1).toLowerCase(Locale.ROOT);
        switch (word) {
            case "nan" -> value = Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> value = Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> value = Double.NEGATIVE_INFINITY;
            default -> {
                return false;
            }
        }
        return true;
    }
}
