package io.promsh.text;

import java.time.Duration;

/** Durations for reading, two units at the most: {@code 3h12m}, {@code 2d4h}, {@code 12.5 s}, {@code 250 ms}. */
public final class HumanDuration {
    private static final String[] UNITS = {"y", "d", "h", "m", "s"};
    private static final long[] SECONDS = {365 * 86_400L, 86_400, 3600, 60, 1};

    private HumanDuration() {}

    /** Returns the duration; {@code 0 s} for none. */
    public static String of(Duration duration) {
        return ofSeconds(duration.getSeconds() + duration.getNano() / 1e9, Glyphs.ASCII);
    }

    /** Returns a duration given in milliseconds. */
    public static String ofMillis(long millis) {
        return ofSeconds(millis / 1000.0, Glyphs.ASCII);
    }

    /** Returns a duration given in seconds, which may be negative, NaN or infinite; from a minute on in whole seconds. */
    public static String ofSeconds(double seconds, Glyphs glyphs) {
        String special = HumanNumbers.special(seconds);
        if (special != null) {
            return special;
        }
        double magnitude = Math.abs(seconds);
        if (magnitude >= 1e12) {
            return HumanNumbers.brief(seconds) + " s";
        }
        String text = magnitude < 59.95 ? brief(magnitude, glyphs) : units(Math.round(magnitude));
        return seconds < 0 && !text.startsWith("0") ? "-" + text : text;
    }

    private static String brief(double seconds, Glyphs glyphs) {
        if (seconds == 0) {
            return "0 s";
        }
        if (seconds >= 0.9995) {
            return Decimals.significant(seconds, 3) + " s";
        }
        if (seconds >= 0.9995e-3) {
            return Decimals.significant(seconds * 1e3, 3) + " ms";
        }
        if (seconds >= 0.9995e-6) {
            return Decimals.significant(seconds * 1e6, 3) + " " + glyphs.micro() + "s";
        }
        return HumanNumbers.brief(seconds * 1e9) + " ns";
    }

    private static String units(long seconds) {
        int unit = 0;
        while (seconds < SECONDS[unit]) {
            unit++;
        }
        if (unit == SECONDS.length - 1) {
            return seconds + UNITS[unit];
        }
        long smaller = SECONDS[unit + 1];
        long rounded = (seconds + smaller / 2) / smaller * smaller;
        if (unit > 0 && rounded >= SECONDS[unit - 1]) {
            return units(rounded);
        }
        long rest = rounded % SECONDS[unit] / smaller;
        return rounded / SECONDS[unit] + UNITS[unit] + (rest == 0 ? "" : rest + UNITS[unit + 1]);
    }
}
