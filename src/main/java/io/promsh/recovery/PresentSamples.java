package io.promsh.recovery;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the local target has in the windows that are recovered, so that nothing is put in twice or in between. */
final class PresentSamples {
    private final Map<Labels, Column> series = new HashMap<>();
    private final long start;
    private final long end;

    /** What is read may reach beyond the window; only what lies in it is digested. */
    PresentSamples(TimeRange window) {
        start = window.start().toEpochMilli();
        end = window.end().toEpochMilli();
    }

    /** Times in ascending order, and the digest of what stands at them. */
    private static final class Column {
        private long[] times = new long[16];
        private int size;
        private final SeriesDigest digest = new SeriesDigest();

        private void add(long time) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
            }
            times[size++] = time;
        }
    }

    /** Reads a window, and as much around it, of the series that the selectors match, each once. */
    static PresentSamples read(TargetSource local, List<String> selectors, TimeRange window, Duration around) {
        PresentSamples present = new PresentSamples(window);
        TimeRange wide =
                new TimeRange(window.start().minus(around), window.end().plus(around));
        Set<Labels> seen = new HashSet<>();
        for (String selector : selectors) {
            local.stream(List.of(selector), wide, slice -> {
                if (!seen.contains(slice.labels())) {
                    present.add(slice);
                }
            });
            seen.addAll(present.series.keySet());
        }
        return present;
    }

    void add(Series slice) {
        Column column = series.computeIfAbsent(slice.labels(), labels -> new Column());
        int first = column.size;
        for (int i = 0; i < slice.values().length; i++) {
            long time = slice.timestampsMillis()[i];
            column.add(time);
            if (time >= start && time < end) {
                column.digest.add(time, Double.doubleToRawLongBits(slice.values()[i]));
            }
        }
        if (slice.size() > slice.values().length) {
            new HistogramSlice(slice).forEach((time, add) -> {
                column.add(time);
                if (time >= start && time < end) {
                    add.to(column.digest);
                }
            });
            Arrays.sort(column.times, first, column.size);
        }
    }

    /** Adds times alone, usually later than those that the series has. */
    void addTimes(Labels labels, long[] times) {
        Column column = series.computeIfAbsent(labels, key -> new Column());
        boolean isLater = times.length == 0 || column.size == 0 || times[0] > column.times[column.size - 1];
        for (long time : times) {
            column.add(time);
        }
        if (!isLater) {
            Arrays.sort(column.times, 0, column.size);
        }
    }

    Set<Labels> labels() {
        return series.keySet();
    }

    /** Returns the digest of what is there of a series; an empty one when nothing is. */
    SeriesDigest digest(Labels labels) {
        Column column = series.get(labels);
        return column == null ? new SeriesDigest() : column.digest;
    }

    /**
     * Returns whether the local target has a sample of the series within so many milliseconds of a time: that of a twin is there
     * too, at another time.
     */
    boolean has(Labels labels, long time, long within) {
        Column column = series.get(labels);
        if (column == null) {
            return false;
        }
        int at = Arrays.binarySearch(column.times, 0, column.size, time);
        if (at >= 0) {
            return true;
        }
        int next = -at - 1;
        boolean after = next < column.size && column.times[next] - time < within;
        return after || (next > 0 && time - column.times[next - 1] < within);
    }

    /** Returns half the usual distance of a slice's samples in milliseconds, 0 for fewer than two. */
    static long halfSpacing(long[] times) {
        if (times.length < 2) {
            return 0;
        }
        int count = Math.min(times.length - 1, 64);
        long[] distances = new long[count];
        for (int i = 0; i < count; i++) {
            distances[i] = times[i + 1] - times[i];
        }
        Arrays.sort(distances);
        return distances[count / 2] / 2;
    }
}
