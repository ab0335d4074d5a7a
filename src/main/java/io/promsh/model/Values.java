package io.promsh.model;

/** Sample values as Prometheus spells them: {@code NaN}, {@code +Inf}, {@code -Inf}, otherwise the shortest text that reads back equal. */
public final class Values {
    /** Bits of the NaN that marks a series as ended (Prometheus model/value, StaleNaN). */
    public static final long STALE_BITS = 0x7ff0000000000002L;

    private Values() {}

    /** Returns whether {@code value} is the stale marker, not just any NaN. */
    public static boolean isStale(double value) {
        return Double.doubleToRawLongBits(value) == STALE_BITS;
    }

    /** Reads a value as the HTTP interface spells it. Throws NumberFormatException on anything else. */
    public static double parse(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /**
     * Writes a value as the HTTP interface of Prometheus does: the shortest text that reads back equal, in plain notation from
     * 1e-6 up to 1e21, otherwise with an exponent of at least two digits, for example {@code 1e-07} and {@code 1e+21} (source:
     * Prometheus, util/jsonutil, MarshalValue).
     */
    public static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (isSmallWhole(value)) {
            return Long.toString((long) value);
        }
        StringBuilder out = new StringBuilder(24);
        append(out, value);
        return out.toString();
    }

    /** Appends what {@link #format} returns, without making a string of it: for millions of samples. */
    public static void append(StringBuilder out, double value) {
        if (Double.isNaN(value)) {
            out.append("NaN");
            return;
        }
        if (Double.isInfinite(value)) {
            out.append(value > 0 ? "+Inf" : "-Inf");
            return;
        }
        if (isSmallWhole(value)) {
            out.append((long) value);
            return;
        }
        if (Double.doubleToRawLongBits(value) < 0) {
            out.append('-');
        }
        if (value == 0) {
            out.append('0');
            return;
        }
        ShortestDecimal.append(out, Math.abs(value));
    }

    /** Whole, exact as a long and not minus zero: the common case, and the cheap one. */
    private static boolean isSmallWhole(double value) {
        long whole = (long) value;
        return whole == value && Math.abs(value) < 1e15 && (whole != 0 || Double.doubleToRawLongBits(value) == 0);
    }
}
