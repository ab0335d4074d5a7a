package io.promsh.volume.proof;

import io.promsh.model.Labels;
import java.time.Instant;

/**
 * The longest silence of a scrape target in a window.
 *
 * @param intervalSeconds the usual distance of its samples, measured
 * @param from its last sample before the silence
 * @param to its first sample after it
 */
public record Gap(Labels labels, double intervalSeconds, Instant from, Instant to) {
    /** Returns how long samples are missing: the distance less the usual one, never negative. */
    public double seconds() {
        long millis = to.toEpochMilli() - from.toEpochMilli() - Math.round(intervalSeconds * 1000);
        return Math.max(0, millis) / 1000.0;
    }

    /** Returns how many samples are missing. */
    public long missing() {
        return intervalSeconds == 0 ? 0 : Math.round(seconds() / intervalSeconds);
    }
}
