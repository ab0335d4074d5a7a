package io.promsh.target;

import io.promsh.model.PromDuration;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A limit of a server, learnt from the text of its refusal.
 *
 * @param amount points, samples, series or bytes; milliseconds for {@link Kind#TIME_RANGE}; 0 where the text names none
 * @param words the limit for display, for example {@code 11,000 points a series in a range query}
 */
public record QueryLimit(Kind kind, long amount, String words) {
    /** What is limited. */
    public enum Kind {
        /** Points a series in a range query. */
        POINTS,
        /** Samples that a query may load. */
        SAMPLES,
        /** Length of a query's window. */
        TIME_RANGE,
        /** Series that a query may touch. */
        SERIES,
        /** Chunks or bytes that a query may load. */
        SIZE
    }

    /** Finds the limit that a refusal speaks of: wordings of Prometheus, Thanos, Mimir, Cortex and VictoriaMetrics. */
    public static Optional<QueryLimit> in(String refusal) {
        String text = refusal.toLowerCase(Locale.ROOT);
        if (text.contains("maximum resolution") || text.contains("maxpointspertimeseries")) {
            return Optional.of(counted(Kind.POINTS, refusal, "points a series in a range query"));
        }
        if (text.contains("too many samples")
                || text.contains("exceeded sample limit")
                || text.contains("maxsamples")) {
            return Optional.of(counted(Kind.SAMPLES, refusal, "samples in one query"));
        }
        if (text.contains("time range exceeds the limit") || text.contains("query length:")) {
            return Optional.of(timeRange(refusal));
        }
        if (text.contains("maximum number of series")
                || text.contains("maxuniquetimeseries")
                || text.contains("max-series")
                || text.contains("series limit")) {
            return Optional.of(counted(Kind.SERIES, refusal, "series in one query"));
        }
        if (text.contains("chunks") && text.contains("limit")) {
            return Optional.of(counted(Kind.SIZE, refusal, "chunks or bytes in one query"));
        }
        return Optional.empty();
    }

    private static QueryLimit counted(Kind kind, String refusal, String what) {
        long amount = amount(refusal);
        return new QueryLimit(kind, amount, (amount == 0 ? "a number of" : grouped(amount)) + " " + what);
    }

    private static QueryLimit timeRange(String refusal) {
        int at = refusal.indexOf("limit: ");
        String word = at < 0 ? "" : word(refusal, at + "limit: ".length());
        long millis = word.isEmpty() ? -1 : PromDuration.tryParseMillis(word);
        if (millis <= 0) {
            return new QueryLimit(Kind.TIME_RANGE, 0, "a length of one query's window");
        }
        return new QueryLimit(
                Kind.TIME_RANGE,
                millis,
                PromDuration.format(Duration.ofMillis(millis)) + " as the length of one query's window");
    }

    /** Durations of servers written in Go end in zero units: 768h0m0s. */
    private static String word(String text, int from) {
        int to = from;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to);
    }

    /** Returns the number that follows "limit", "=" or "of", else the first number; 0 when there is none. */
    private static long amount(String text) {
        for (String mark : new String[] {"limit: ", "=", " of ", "limit "}) {
            int at = text.indexOf(mark);
            long found = at < 0 ? 0 : number(text, at + mark.length());
            if (found > 0) {
                return found;
            }
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return number(text, i);
            }
        }
        return 0;
    }

    private static long number(String text, int from) {
        long number = 0;
        for (int i = from; i < text.length() && number < Long.MAX_VALUE / 100; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
            } else if (c != ',' || i == from) {
                break;
            }
        }
        return number;
    }

    private static String grouped(long amount) {
        StringBuilder out = new StringBuilder(Long.toString(amount));
        for (int i = out.length() - 3; i > 0; i -= 3) {
            out.insert(i, ',');
        }
        return out.toString();
    }
}
