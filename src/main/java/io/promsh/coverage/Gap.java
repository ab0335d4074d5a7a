package io.promsh.coverage;

import java.time.Duration;
import java.time.Instant;

/**
 * Missing samples in a row.
 *
 * @param start when the first of them was due, or the window's start
 * @param end when there was a sample again, or the window's end
 * @param missing how many, at least 1
 * @param place where in the window it lies
 * @param marked whether the last sample before was the stale marker
 */
public record Gap(Instant start, Instant end, long missing, Place place, boolean marked, Cause cause) {
    /** Where a gap lies. */
    public enum Place {
        /** Before the first sample. */
        HEAD,
        /** Between two samples. */
        INSIDE,
        /** After the last sample. */
        TAIL,
        /** The whole window. */
        ALL
    }

    Gap withCause(Cause newCause) {
        return new Gap(start, end, missing, place, marked, newCause);
    }

    Gap withMissing(long newMissing) {
        return new Gap(start, end, newMissing, place, marked, cause);
    }

    /** Returns its length. */
    public Duration length() {
        return Duration.between(start, end);
    }
}
