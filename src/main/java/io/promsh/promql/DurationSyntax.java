package io.promsh.promql;

import java.math.BigInteger;
import java.time.Duration;

/** Durations from and to text: {@code 1h30m}, biggest unit first, each unit once. */
public final class DurationSyntax {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};

    private DurationSyntax() {}

    /**
     * The duration that a text says.
     *
     * @throws IllegalArgumentException with the server's message when it says none
     */
    public static Duration parse(String text) {
        return Duration.ofNanos(parseNanos(text));
    }

    static long parseNanos(String text) {
        if (text.equals("0")) {
            return 0;
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty duration string");
        }
        long total = 0;
        int lastUnit = -1;
        int at = 0;
        while (at < text.length()) {
            int digitsEnd = at;
            while (digitsEnd < text.length() && CharClass.isDigit(text.charAt(digitsEnd))) {
                digitsEnd++;
            }
            int unitEnd = digitsEnd;
            while (unitEnd < text.length() && !CharClass.isDigit(text.charAt(unitEnd))) {
                unitEnd++;
            }
            if (digitsEnd == at || unitEnd == digitsEnd) {
                throw invalid(text);
            }
            long count = count(text, at, digitsEnd);
            int unit = unit(text.substring(digitsEnd, unitEnd), text);
            if (unit <= lastUnit) {
                throw invalid(text);
            }
            lastUnit = unit;
            total = add(total, count, MILLIS[unit] * NANOS_PER_MILLI);
            at = unitEnd;
        }
        return total;
    }

    /** The number; what no signed long holds is its greatest value, out of range for every unit. */
    private static long count(String text, int from, int to) {
        if (to - from < 19) {
            return Long.parseLong(text, from, to, 10);
        }
        BigInteger value = new BigInteger(text.substring(from, to));
        if (value.bitLength() > 64) {
            throw invalid(text);
        }
        return value.bitLength() > 63 ? Long.MAX_VALUE : value.longValue();
    }

    private static int unit(String name, String text) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "unknown unit " + Quoting.quote(name) + " in duration " + Quoting.quote(text));
    }

    private static long add(long total, long count, long nanos) {
        if (count > Long.MAX_VALUE / nanos || total > Long.MAX_VALUE - count * nanos) {
            throw new IllegalArgumentException("duration out of range");
        }
        return total + count * nanos;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("not a valid duration string: " + Quoting.quote(text));
    }

    /** The duration as text, to the millisecond; a minus stands before a negative one. */
    public static String format(Duration duration) {
        return duration.isNegative()
                ? "-" + formatMillis(duration.negated().toMillis())
                : formatMillis(duration.toMillis());
    }

    static String formatMillis(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder(12);
        long rest = millis;
        for (int i = 0; i < UNITS.length; i++) {
            // Years and weeks only when nothing remains: 90d reads better than 12w6d.
            boolean exactOnly = i < 2;
            long count = exactOnly && rest % MILLIS[i] != 0 ? 0 : rest / MILLIS[i];
            if (count > 0) {
                out.append(count).append(UNITS[i]);
                rest -= count * MILLIS[i];
            }
        }
        return out.toString();
    }
}
