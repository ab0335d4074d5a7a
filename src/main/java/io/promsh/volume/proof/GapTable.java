package io.promsh.volume.proof;

import io.promsh.fetch.Bounds;
import io.promsh.fetch.Progress;
import io.promsh.fetch.RawWindow;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.MetricsTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The gap that an interruption left in each scrape target's samples, from stored samples: an evaluated query would hide it. */
public final class GapTable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private GapTable() {}

    /** Returns the gap of each target over a window, the longest first. Targets with fewer than three samples have none. */
    public static List<Gap> read(MetricsTarget target, TimeRange window) {
        RawWindow raw = new RawWindow(target, Bounds.ofThisProcess(), Progress.NONE);
        return raw.read("up", window, TIMEOUT).result() instanceof RangeVector matrix ? of(matrix.series()) : List.of();
    }

    /** Returns the gap of each series, the longest first. */
    public static List<Gap> of(List<Series> series) {
        List<Gap> gaps = new ArrayList<>();
        for (Series one : series) {
            if (one.timestampsMillis().length >= 3) {
                gaps.add(longest(one));
            }
        }
        gaps.sort(Comparator.comparingDouble(Gap::seconds).reversed());
        return gaps;
    }

    private static Gap longest(Series series) {
        long[] times = series.timestampsMillis();
        long[] distances = new long[times.length - 1];
        int widest = 0;
        for (int i = 0; i < distances.length; i++) {
            distances[i] = times[i + 1] - times[i];
            widest = distances[i] > distances[widest] ? i : widest;
        }
        long[] sorted = distances.clone();
        Arrays.sort(sorted);
        // The lower median: of two distances the interruption is the longer one.
        double interval = sorted[(sorted.length - 1) / 2] / 1000.0;
        return new Gap(
                series.labels(),
                interval,
                Instant.ofEpochMilli(times[widest]),
                Instant.ofEpochMilli(times[widest + 1]));
    }
}
