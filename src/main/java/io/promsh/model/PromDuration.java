package io.promsh.model;

import io.promsh.failure.Failure;
import java.time.Duration;

/** Durations as Prometheus writes them: {@code 1h30m}, {@code 15s}, {@code 500ms}; units y w d h m s ms, each once, in that order. */
public final class PromDuration {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L};

    private PromDuration() {}

    /** Reads {@code 1h30m} or a plain number of seconds ({@code 30}, {@code 0.5}). Throws a usage failure otherwise. */
    public static Duration parse(String text) {
        long millis = tryParseMillis(text);
        if (millis < 0) {
            throw Failure.usage("'" + text + "' is not a duration", "write it like 30s, 5m, 1h30m or 7d");
        }
        return Duration.ofMillis(millis);
    }

    /** Returns the milliseconds, or -1 when {@code text} is no duration. */
    public static long tryParseMillis(String text) {
        if (text.matches("[0-9]+(\\.[0-9]+)?")) {
            double millis = Double.parseDouble(text) * 1000;
            return millis < 1e15 ? Math.round(millis) : -1;
        }
        long total = 0;
        int unit = -1;
        int i = 0;
        while (i < text.length()) {
            int digits = i;
            while (i < text.length() && Character.isDigit(text.charAt(i))) {
                i++;
            }
            int letters = i;
            while (i < text.length() && Character.isLetter(text.charAt(i))) {
                i++;
            }
            int next = indexOf(text.substring(letters, i));
            if (digits == letters || letters - digits > 12 || next <= unit) {
                return -1;
            }
            unit = next;
            total += Long.parseLong(text.substring(digits, letters)) * MILLIS[unit];
        }
        return unit < 0 ? -1 : total;
    }

    private static int indexOf(String unit) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return i;
            }
        }
        return -1;
    }

    /** Writes a duration of whole milliseconds, for example {@code 1h30m}; weeks and years only where nothing else remains. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder();
        if (millis < 0) {
            out.append('-');
            millis = -millis;
        }
        for (int i = 0; i < UNITS.length; i++) {
            boolean onlyWhole = i < 2;
            if (onlyWhole ? millis % MILLIS[i] == 0 : millis >= MILLIS[i]) {
                out.append(millis / MILLIS[i]).append(UNITS[i]);
                millis %= MILLIS[i];
            }
            if (millis == 0) {
                break;
            }
        }
        return out.toString();
    }
}
