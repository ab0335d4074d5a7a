package io.promsh.render;

import java.util.Arrays;
import java.util.Optional;

/**
 * The distances between consecutive samples, in milliseconds.
 *
 * @param intervals their number: one less than the samples
 * @param mode the commonest distance; distances that differ by less than about a hundredth of the median count as one
 * @param modeShare how many of the distances are the mode, 0..1
 */
public record Spacing(int intervals, long median, long mode, double modeShare, long min, long max) {
    /** A distance from here on, in medians, means that at least one sample is missing. */
    private static final double GAP_FROM = 1.5;

    /** Returns the statistics of ascending timestamps, empty for fewer than two. */
    public static Optional<Spacing> of(long[] timestampsMillis) {
        int count = timestampsMillis.length - 1;
        if (count < 1) {
            return Optional.empty();
        }
        long[] distances = new long[count];
        for (int i = 0; i < count; i++) {
            distances[i] = timestampsMillis[i + 1] - timestampsMillis[i];
        }
        Arrays.sort(distances);
        long median = distances[(count - 1) / 2];
        long grain = grain(median);
        long mode = 0;
        int best = 0;
        for (int from = 0; from < count; ) {
            long rounded = round(distances[from], grain);
            int to = from + 1;
            while (to < count && round(distances[to], grain) == rounded) {
                to++;
            }
            if (to - from > best) {
                best = to - from;
                mode = rounded;
            }
            from = to;
        }
        return Optional.of(new Spacing(count, median, mode, best / (double) count, distances[0], distances[count - 1]));
    }

    /** Returns whether samples this far apart have a gap between them rather than the usual distance. */
    public boolean isGap(long distanceMillis) {
        return distanceMillis > GAP_FROM * median;
    }

    private static long grain(long median) {
        long grain = 1;
        while (grain * 1000 <= median) {
            grain *= 10;
        }
        return grain;
    }

    private static long round(long distance, long grain) {
        return (distance + grain / 2) / grain * grain;
    }
}
