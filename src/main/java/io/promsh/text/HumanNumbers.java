package io.promsh.text;

import org.jspecify.annotations.Nullable;

/** Numbers for reading: exact where that is short, rounded where not. Output for programs never goes through here. */
public final class HumanNumbers {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};
    private static final int DIGITS = 6;
    private static final double WHOLE_BELOW = 1e15;

    private HumanNumbers() {}

    /**
     * Returns a sample value for a table: whole numbers in full up to 1e15, others to six significant digits, but with
     * two decimals at least; very large and very small ones with an exponent ({@code 1.5e+21}, {@code 2.5e-07}).
     */
    public static String value(double value) {
        String special = special(value);
        if (special != null) {
            return special;
        }
        double magnitude = Math.abs(value);
        if (value == Math.rint(value) && magnitude < WHOLE_BELOW) {
            return Long.toString((long) value);
        }
        if (magnitude >= WHOLE_BELOW || magnitude < 1e-4) {
            return scientific(value);
        }
        int whole = magnitude < 1 ? 0 : (int) Math.log10(magnitude) + 1;
        return Decimals.significant(value, Math.max(DIGITS, whole + 2));
    }

    /**
     * Returns a number in few columns, for axes and statistics: {@code 1.23M}, {@code 45.6k}, as it is below 10,000, at most
     * {@code digits} significant digits (1..6); below a thousandth with an exponent.
     */
    public static String brief(double value, int digits) {
        String special = special(value);
        if (special != null) {
            return special;
        }
        double magnitude = Math.abs(value);
        if (magnitude < 1e-3) {
            return magnitude == 0 ? "0" : scientific(value);
        }
        if (magnitude < 9999.5) {
            return Decimals.significant(value, digits);
        }
        int step = 0;
        double scaled = value;
        double limit = 1000 - 0.5 * Math.pow(10, 3 - Math.min(digits, 6));
        while (Math.abs(scaled) >= limit && step < PREFIXES.length - 1) {
            scaled /= 1000;
            step++;
        }
        if (Math.abs(scaled) >= limit) {
            return scientific(value);
        }
        return Decimals.significant(scaled, digits) + PREFIXES[step];
    }

    /** Returns {@link #brief(double, int)} with three digits. */
    public static String brief(double value) {
        return brief(value, 3);
    }

    /** Returns a number with exactly so many decimals (0..9), so that a column of them lines up. */
    public static String fixed(double value, int decimals) {
        String special = special(value);
        return special != null ? special : Decimals.fixed(value, decimals);
    }

    /** Returns a ratio as a percentage with at most one decimal: {@code 84.2 %}. Never says 100 or 0 of what is not quite. */
    public static String percent(double ratio) {
        String special = special(ratio);
        if (special != null) {
            return special;
        }
        double percent = ratio * 100;
        if (percent < 100 && percent > 99.9) {
            return "99.9 %";
        }
        if (percent > 0 && percent < 0.1) {
            return "0.1 %";
        }
        return Decimals.atMost(percent, 1) + " %";
    }

    /** Returns the word for what has no digits, or null. */
    static @Nullable String special(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return null;
    }

    private static String scientific(double value) {
        int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
        String mantissa = Decimals.atMost(scaleDown(value, exponent), 3);
        if (mantissa.equals("10") || mantissa.equals("-10")) {
            exponent++;
            mantissa = mantissa.substring(0, mantissa.length() - 1);
        }
        int magnitude = Math.abs(exponent);
        return mantissa + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + magnitude;
    }

    /** In two steps, because 10^-324 is no double. */
    private static double scaleDown(double value, int exponent) {
        int half = exponent / 2;
        return value / Math.pow(10, half) / Math.pow(10, exponent - half);
    }
}
