package io.promsh.intake.read;

/** Reads the timestamps of sample lines: seconds with decimals (OpenMetrics) or whole milliseconds (Prometheus text). */
final class TimestampReader {
    /** From here a number of seconds lies after the year 5138: milliseconds were meant. The same limit as in typed times. */
    static final long MILLISECONDS_FROM = 100_000_000_000L;

    private final NumberReader numbers;
    private long millis;

    TimestampReader(NumberReader numbers) {
        this.numbers = numbers;
    }

    /** Returns the milliseconds read last. */
    long millis() {
        return millis;
    }

    /** Reads {@code bytes[from, to)} as seconds, to the nearest millisecond; false when it is none. */
    boolean seconds(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long whole = 0;
        while (at < to && isDigit(bytes[at])) {
            whole = 10 * whole + (bytes[at++] - '0');
        }
        int digits = at - first;
        int thousandths = 0;
        if (at + 1 < to && bytes[at] == '.' && to - at <= 4) {
            int scale = 100;
            at++;
            while (at < to && isDigit(bytes[at])) {
                thousandths += scale * (bytes[at++] - '0');
                scale /= 10;
            }
        }
        if (at == to && digits > 0 && digits <= 15) {
            long positive = 1000 * whole + thousandths;
            millis = negative ? -positive : positive;
            return true;
        }
        return rounded(bytes, from, to);
    }

    private boolean rounded(byte[] bytes, int from, int to) {
        if (!numbers.read(bytes, from, to)) {
            return false;
        }
        double product = numbers.value() * 1000;
        if (!(Math.abs(product) < 9e15)) {
            return false;
        }
        millis = Math.round(product);
        return true;
    }

    /** Reads {@code bytes[from, to)} as whole milliseconds; false when it is none. */
    boolean milliseconds(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long whole = 0;
        while (at < to && isDigit(bytes[at])) {
            whole = 10 * whole + (bytes[at++] - '0');
        }
        millis = negative ? -whole : whole;
        return at == to && at > first && at - first <= 18;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
