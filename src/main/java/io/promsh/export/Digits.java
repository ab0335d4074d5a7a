package io.promsh.export;

/** Writes whole numbers three digits at a time, out of a table: a division for each digit is what makes numbers slow. */
public final class Digits {
    /** Values below it times a million are exact enough to be told from their neighbours. */
    private static final double DECIMALS_BELOW = 1e9;

    private static final long MILLION = 1_000_000;
    private static final long LARGE = 1_000_000_000_000_000L;

    private static final byte[] THREES = new byte[3000];

    static {
        for (int i = 0; i < 1000; i++) {
            THREES[3 * i] = (byte) ('0' + i / 100);
            THREES[3 * i + 1] = (byte) ('0' + i / 10 % 10);
            THREES[3 * i + 2] = (byte) ('0' + i % 10);
        }
    }

    private Digits() {}

    /** Writes a number that is not negative; returns where the next byte goes. */
    public static int write(byte[] to, int at, long number) {
        if (number < 1000) {
            return few(to, at, (int) number);
        }
        if (number < 1_000_000) {
            int small = (int) number;
            int next = few(to, at, small / 1000);
            return three(to, next, small % 1000);
        }
        long high = number / 1_000_000;
        return six(to, write(to, at, high), (int) (number - high * 1_000_000));
    }

    /**
     * Writes a value as Prometheus does where that is cheap: whole, or with at most six decimals. Returns where the next byte goes,
     * or -1 for any other value; takes up to 24 bytes.
     */
    public static int plain(byte[] to, int at, double value) {
        long whole = (long) value;
        long bits = Double.doubleToRawLongBits(value);
        int next = at;
        if (whole == value && whole < LARGE && whole > -LARGE && (whole != 0 || bits == 0)) {
            if (whole < 0) {
                to[next++] = '-';
            }
            return write(to, next, Math.abs(whole));
        }
        double magnitude = Math.abs(value);
        // A decimal of at most 15 digits that reads back as the value is the shortest one that does.
        long scaled = magnitude < DECIMALS_BELOW ? (long) (magnitude * MILLION + 0.5) : 0;
        if (scaled == 0 || (double) scaled / MILLION != magnitude) {
            return -1;
        }
        if (bits < 0) {
            to[next++] = '-';
        }
        long units = scaled / MILLION;
        next = write(to, next, units);
        int fraction = (int) (scaled - units * MILLION);
        if (fraction == 0) {
            return next;
        }
        to[next++] = '.';
        int end = six(to, next, fraction);
        while (to[end - 1] == '0') {
            end--;
        }
        return end;
    }

    /** Writes 0..999 without zeros in front. */
    private static int few(byte[] to, int at, int number) {
        int next = at;
        int from = 3 * number;
        if (number >= 100) {
            to[next++] = THREES[from];
        }
        if (number >= 10) {
            to[next++] = THREES[from + 1];
        }
        to[next] = THREES[from + 2];
        return next + 1;
    }

    /** Writes 0..999999 as six digits. */
    static int six(byte[] to, int at, int number) {
        int high = number / 1000;
        return three(to, three(to, at, high), number - high * 1000);
    }

    /** Writes 0..999 as three digits. */
    static int three(byte[] to, int at, int number) {
        int from = 3 * number;
        to[at] = THREES[from];
        to[at + 1] = THREES[from + 1];
        to[at + 2] = THREES[from + 2];
        return at + 3;
    }
}
