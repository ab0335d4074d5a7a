package io.promsh.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A native histogram as it is stored and sent: of buckets only those that its spans name. Numbers are counts, or the bits of counts
 * where {@code isFloat}; the array is shared, not copied.
 *
 * @param hint what is known of a reset of the counts before it: 0 nothing, 1 there was one, 2 there was none, 3 it is a gauge
 * @param timestampMillis epoch milliseconds
 * @param count number of observations
 * @param zeros of them, those in the zero bucket
 * @param sum of the observations; a stale marker where the histogram is one
 * @param buckets of the positive spans, then of the negative ones, outwards from zero; whole numbers are the difference to the bucket
 *     before, the first of each side stands for itself
 */
@SuppressWarnings("ArrayRecordComponent") // many of them: no boxing, no copy
public record SparseHistogram(
        Layout layout,
        boolean isFloat,
        int hint,
        long timestampMillis,
        long count,
        long zeros,
        double sum,
        long[] buckets) {
    /** The hint of a gauge. */
    public static final int GAUGE = 3;

    public SparseHistogram {
        if (buckets.length != layout.positiveBuckets() + layout.negativeBuckets()) {
            throw new IllegalArgumentException("as many buckets as the spans name");
        }
    }

    /** Returns a stale marker: it has no buckets, whatever those before it have. */
    public static SparseHistogram stale(boolean isFloat, long timestampMillis) {
        Layout nothing = new Layout(0, 0, List.of(), List.of(), List.of());
        double sum = Double.longBitsToDouble(Values.STALE_BITS);
        return new SparseHistogram(nothing, isFloat, 0, timestampMillis, 0, 0, sum, new long[0]);
    }

    /** Buckets in a row: the first is so many after the one before the span, or after bucket 0. */
    public record Span(int offset, int length) {}

    /**
     * Which buckets there are.
     *
     * @param schema -4..8: a bucket is 2^(2^-schema) times as wide as the one before; {@link #CUSTOM}: {@code bounds} says
     * @param zeroThreshold observations up to this size are in the zero bucket
     * @param bounds upper ends of custom buckets, but for the last, which has none; empty for other schemas
     */
    public record Layout(
            int schema, double zeroThreshold, List<Span> positive, List<Span> negative, List<Double> bounds) {
        /**
         * The second, fourth, eighth... root of two. Multiplied in this order, and with the first one rounded down, they give the
         * bounds to the last bit as the server has them.
         */
        private static final double[] ROOTS = {
            1.414213562373095,
            1.189207115002721,
            1.0905077326652577,
            1.0442737824274138,
            1.0218971486541166,
            1.0108892860517005,
            1.0054299011128027,
            1.0027112750502025
        };

        /** The schema of buckets whose bounds are given. */
        public static final int CUSTOM = -53;

        public Layout {
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
            bounds = List.copyOf(bounds);
        }

        /** Returns how many buckets the positive spans have. */
        public int positiveBuckets() {
            return positive.stream().mapToInt(Span::length).sum();
        }

        /** Returns how many buckets the negative spans have. */
        public int negativeBuckets() {
            return negative.stream().mapToInt(Span::length).sum();
        }

        /** Returns the upper end of a positive bucket; the lower end is that of the bucket before. */
        private double bound(int index) {
            if (schema == CUSTOM) {
                return index < 0
                        ? Double.NEGATIVE_INFINITY
                        : index < bounds.size() ? bounds.get(index) : Double.POSITIVE_INFINITY;
            }
            if (schema > ROOTS.length) {
                return Math.pow(2, index / Math.scalb(1.0, schema));
            }
            int exponent = schema <= 0 ? index << -schema : index >> schema;
            double bound = Math.scalb(1.0, exponent);
            for (int root = 0; root < schema; root++) {
                bound *= (index >> (schema - 1 - root) & 1) == 1 ? ROOTS[root] : 1;
            }
            // The last bucket before that of infinity ends at the greatest number there is.
            return bound == Double.POSITIVE_INFINITY && exponent == 1024 ? Double.MAX_VALUE : bound;
        }
    }

    /** Returns the same with nothing known of a reset; a gauge stays one. */
    public SparseHistogram withoutHint() {
        return hint == 0 || hint == GAUGE
                ? this
                : new SparseHistogram(layout, isFloat, 0, timestampMillis, count, zeros, sum, buckets);
    }

    /** Returns whether it is a stale marker: the series ended here. */
    public boolean isStale() {
        return Values.isStale(sum);
    }

    /** Returns what a number of it is. */
    public double number(long value) {
        return isFloat ? Double.longBitsToDouble(value) : value;
    }

    /** Returns it as the query interface would answer it: buckets from the lowest to the highest, without those that are empty. */
    public NativeHistogram toNative() {
        List<NativeHistogram.Bucket> all = new ArrayList<>();
        int positive = layout.positiveBuckets();
        side(layout.negative(), positive)
                .forEach(bucket ->
                        all.add(0, new NativeHistogram.Bucket(1, -bucket.right(), -bucket.left(), bucket.count())));
        if (number(zeros) != 0) {
            all.add(new NativeHistogram.Bucket(3, -layout.zeroThreshold(), layout.zeroThreshold(), number(zeros)));
        }
        all.addAll(side(layout.positive(), 0));
        return new NativeHistogram(number(count), sum, all);
    }

    private List<NativeHistogram.Bucket> side(List<Span> spans, int first) {
        List<NativeHistogram.Bucket> found = new ArrayList<>();
        double[] counts = counts();
        int at = first;
        int index = 0;
        for (Span span : spans) {
            index += span.offset();
            for (int i = 0; i < span.length(); i++) {
                double value = counts[at++];
                if (value != 0) {
                    found.add(new NativeHistogram.Bucket(0, layout.bound(index - 1), layout.bound(index), value));
                }
                index++;
            }
        }
        return found;
    }

    /** Returns what each bucket holds, in the order in which they stand. */
    public double[] counts() {
        double[] counts = new double[buckets.length];
        int positive = layout.positiveBuckets();
        for (int i = 0; i < counts.length; i++) {
            boolean isFirst = i == 0 || i == positive;
            counts[i] = isFloat ? number(buckets[i]) : isFirst ? buckets[i] : counts[i - 1] + buckets[i];
        }
        return counts;
    }
}
