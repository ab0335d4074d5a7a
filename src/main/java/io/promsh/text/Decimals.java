package io.promsh.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds for display; {@code String.format} is slow to start and would need a locale. */
final class Decimals {
    private static final long[] POWERS = {
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private Decimals() {}

    /** Returns {@code value}, finite, with at most so many decimals (0..9), half up, trailing zeros dropped; never {@code -0}. */
    static String atMost(double value, int decimals) {
        if (Math.abs(value) >= 1e9) {
            return BigDecimal.valueOf(value)
                    .setScale(decimals, RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toPlainString();
        }
        long scaled = Math.round(Math.abs(value) * POWERS[decimals]);
        if (scaled == 0) {
            return "0";
        }
        StringBuilder out = new StringBuilder(20);
        if (value < 0) {
            out.append('-');
        }
        out.append(scaled / POWERS[decimals]);
        long fraction = scaled % POWERS[decimals];
        if (fraction == 0) {
            return out.toString();
        }
        int places = decimals;
        while (fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        out.append('.');
        String digits = Long.toString(fraction);
        for (int i = digits.length(); i < places; i++) {
            out.append('0');
        }
        return out.append(digits).toString();
    }

    /** Returns {@code value}, finite, rounded to so many significant digits (1..9), but no digit before the point is dropped. */
    static String significant(double value, int digits) {
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return "0";
        }
        int whole = (int) Math.floor(Math.log10(magnitude)) + 1;
        return atMost(value, Math.max(0, Math.min(9, digits - whole)));
    }

    /** Returns {@code value}, finite, with exactly so many decimals (0..9), half up; never {@code -0}. */
    static String fixed(double value, int decimals) {
        String text = atMost(value, decimals);
        if (decimals == 0) {
            return text;
        }
        int point = text.indexOf('.');
        int missing = decimals - (point < 0 ? 0 : text.length() - point - 1);
        return text + (point < 0 ? "." : "") + "0".repeat(missing);
    }
}
