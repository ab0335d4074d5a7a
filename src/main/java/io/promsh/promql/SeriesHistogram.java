package io.promsh.promql;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A native histogram of floats.
 *
 * @param schema how fine its buckets are: 2 to the power of 2 to the power of -schema apart; {@value #CUSTOM} for own bounds
 * @param customValues the bounds of its buckets where they are its own
 * @param positive the buckets above zero by their number; explicit zeros are kept
 * @param negative the buckets below zero by their number
 */
public record SeriesHistogram(
        int schema,
        double count,
        double sum,
        double zeroCount,
        double zeroThreshold,
        List<Double> customValues,
        ResetHint hint,
        SortedMap<Integer, Double> positive,
        SortedMap<Integer, Double> negative) {

    /** The schema of histograms with their own bounds. */
    public static final int CUSTOM = -53;

    /** What is known of a counter reset before a histogram. */
    public enum ResetHint {
        UNKNOWN,
        RESET,
        NOT_RESET,
        GAUGE
    }

    /** A histogram of nothing. */
    public static final SeriesHistogram EMPTY = new SeriesHistogram(
            0, 0, 0, 0, 0, List.of(), ResetHint.UNKNOWN, Collections.emptySortedMap(), Collections.emptySortedMap());

    /**
     * This histogram and another one, times {@code sign}, in the coarser schema of the two.
     *
     * @throws IllegalArgumentException when the other one is coarser
     */
    SeriesHistogram plus(SeriesHistogram other, int sign) {
        if (schema > other.schema) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "error combining histograms: cannot merge from schema %d to %d",
                    other.schema,
                    schema));
        }
        int coarser = other.schema - schema;
        return new SeriesHistogram(
                schema,
                count + sign * other.count,
                sum + sign * other.sum,
                zeroCount + sign * other.zeroCount,
                Math.max(zeroThreshold, other.zeroThreshold),
                customValues,
                combined(hint, other.hint),
                combined(positive, other.positive, coarser, sign),
                combined(negative, other.negative, coarser, sign));
    }

    private static ResetHint combined(ResetHint first, ResetHint second) {
        if (first == second) {
            return first;
        }
        boolean gauge = first == ResetHint.GAUGE || second == ResetHint.GAUGE;
        return gauge ? ResetHint.GAUGE : ResetHint.UNKNOWN;
    }

    private static SortedMap<Integer, Double> combined(
            SortedMap<Integer, Double> mine, SortedMap<Integer, Double> other, int coarser, int sign) {
        SortedMap<Integer, Double> sums = new TreeMap<>(mine);
        // Each step coarser makes one bucket of two; bucket 1 is the first above 1.
        other.forEach((index, value) -> sums.merge(((index - 1) >> coarser) + 1, sign * value, Double::sum));
        return Collections.unmodifiableSortedMap(sums);
    }

    /** In the notation it is written in. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        append(out, "schema", schema != 0, schema);
        append(out, "count", count != 0, count);
        append(out, "sum", sum != 0, sum);
        append(out, "z_bucket", zeroCount != 0, zeroCount);
        append(out, "z_bucket_w", zeroThreshold != 0, zeroThreshold);
        if (!customValues.isEmpty()) {
            out.append(" custom_values:[").append(numbers(customValues)).append(']');
        }
        if (hint != ResetHint.UNKNOWN) {
            out.append(" counter_reset_hint:").append(hint.name().toLowerCase(Locale.ROOT));
        }
        appendBuckets(out, "", positive);
        appendBuckets(out, "n_", negative);
        return "{{" + out.toString().trim() + "}}";
    }

    private static void append(StringBuilder out, String key, boolean shown, double value) {
        if (shown) {
            out.append(' ').append(key).append(':').append(NumberSyntax.general(value));
        }
    }

    private static void appendBuckets(StringBuilder out, String prefix, SortedMap<Integer, Double> buckets) {
        if (buckets.isEmpty()) {
            return;
        }
        int first = buckets.firstKey();
        append(out, prefix + "offset", first != 0, first);
        StringBuilder values = new StringBuilder();
        for (int i = first; i <= buckets.lastKey(); i++) {
            values.append(i > first ? " " : "").append(NumberSyntax.general(buckets.getOrDefault(i, 0.0)));
        }
        out.append(' ').append(prefix).append("buckets:[").append(values).append(']');
    }

    private static String numbers(List<Double> values) {
        return String.join(" ", values.stream().map(NumberSyntax::general).toList());
    }
}
