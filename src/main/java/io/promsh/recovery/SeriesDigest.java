package io.promsh.recovery;

import io.promsh.model.Values;
import java.util.List;

/**
 * A count and a hash of samples that does not depend on their order, so that what was there and what was put in add up to what must be
 * there afterwards. Stale markers are left out, and all NaN are one: not every way to read a server carries more.
 */
final class SeriesDigest {
    private static final long NAN = 0x7FF8000000000001L;

    private long count;
    private long hash;

    SeriesDigest() {}

    SeriesDigest(long count, long hash) {
        this.count = count;
        this.hash = hash;
    }

    void add(long time, long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Values.isStale(value)) {
            return;
        }
        count++;
        hash += mix(time * 0x9E3779B97F4A7C15L + mix(bits(value)));
    }

    /** Adds a native histogram: what it counts in total and in each bucket that is not empty, in ascending order. */
    void add(long time, double observations, double sum, List<Double> buckets) {
        if (Values.isStale(sum)) {
            return;
        }
        long mixed = mix(bits(observations)) + bits(sum);
        for (double bucket : buckets) {
            mixed = mix(mixed) + bits(bucket);
        }
        count++;
        hash += mix(time * 0x9E3779B97F4A7C15L + mix(mixed));
    }

    private static long bits(double value) {
        return Double.isNaN(value) ? NAN : Double.doubleToRawLongBits(value);
    }

    void add(SeriesDigest other) {
        count += other.count;
        hash += other.hash;
    }

    /** Spreads every bit over all (the finisher of SplitMix64). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    long count() {
        return count;
    }

    long hash() {
        return hash;
    }

    boolean isSameAs(SeriesDigest other) {
        return count == other.count && hash == other.hash;
    }
}
