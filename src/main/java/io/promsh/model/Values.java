package io.promsh.model;

import java.util.Locale;

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

    /** Writes a value as Go's {@code strconv.FormatFloat(v, 'f', -1, 64)} does, with an exponent outside 1e-7 .. 1e21. */
    public static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            long whole = (long) value;
            return whole == 0 && 1 / value < 0 ? "-0" : Long.toString(whole);
        }
        String text = Double.toString(value);
        if (text.indexOf('E') < 0) {
            return text;
        }
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-6 && magnitude < 1e21) {
            return new java.math.BigDecimal(text).stripTrailingZeros().toPlainString();
        }
        return text.replace(".0E", "E").replace('E', 'e').toLowerCase(Locale.ROOT);
    }
}
