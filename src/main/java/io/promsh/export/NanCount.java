package io.promsh.export;

import io.promsh.model.Values;

/** Tells apart what is written as NaN, or not at all. */
final class NanCount {
    /** The NaN that Prometheus stores for an ordinary one (model/value, NormalNaN). */
    private static final long NORMAL_BITS = 0x7ff8000000000001L;

    private static final long JAVA_BITS = 0x7ff8000000000000L;

    private long stale;
    private long payloads;

    /** Returns whether the value is a stale marker; counts it, and any other NaN that is not the usual one. */
    boolean isStale(double value) {
        if (!Double.isNaN(value)) {
            return false;
        }
        long bits = Double.doubleToRawLongBits(value);
        if (bits == Values.STALE_BITS) {
            stale++;
            return true;
        }
        if (bits != NORMAL_BITS && bits != JAVA_BITS) {
            payloads++;
        }
        return false;
    }

    long stale() {
        return stale;
    }

    long payloads() {
        return payloads;
    }
}
