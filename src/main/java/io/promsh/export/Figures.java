package io.promsh.export;

/**
 * What a metric's samples come to.
 *
 * @param samples of both kinds, stale markers not counted
 * @param firstMillis time of the first sample; undefined when there are none
 * @param lastMillis time of the last sample
 * @param min smallest value; NaN when there are none
 * @param mean of all values; NaN when there are none
 * @param intervalMillis the most frequent spacing; 0 when no series has two samples
 * @param expected samples that all series would have in the window at that spacing; 0 when it is not known
 * @param coveragePercent samples in percent of the expected; NaN when these are not known
 * @param fingerprint of labels, times and values; the same whatever the order of the series
 */
public record Figures(
        long series,
        long samples,
        long histograms,
        long staleMarkers,
        long firstMillis,
        long lastMillis,
        double min,
        double max,
        double mean,
        long intervalMillis,
        long expected,
        double coveragePercent,
        String fingerprint) {}
