package io.promsh.coverage;

import io.promsh.coverage.SampleTrace.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The spacing of a series as measured.
 *
 * @param median the distance that half of the distances do not exceed
 * @param mode the commonest distance
 * @param modeShare how many of the distances are the mode, 0..1
 * @param shortest the shortest distance
 * @param longest the longest distance
 * @param phases the intervals that the series had one after the other: one where it never changed
 */
public record Rhythm(
        Duration median, Duration mode, double modeShare, Duration shortest, Duration longest, List<Phase> phases) {
    /** So many even distances in a row are an interval and no accident. */
    private static final long STEADY = 10;

    public Rhythm {
        phases = List.copyOf(phases);
    }

    /** An interval and since when it holds. */
    public record Phase(Instant from, Duration interval) {}

    /** Returns what was measured, or empty where there are fewer than three samples. */
    static Optional<Rhythm> of(SampleTrace trace) {
        if (trace.samples() < 3) {
            return Optional.empty();
        }
        List<Stretch> stretches = new ArrayList<>(trace.stretches());
        for (int i = 0; i < trace.stretches(); i++) {
            stretches.add(trace.stretch(i));
        }
        stretches.sort(Comparator.comparingLong(Stretch::distance));
        long all = trace.samples() - 1;
        Map<Long, Long> counts = new TreeMap<>();
        long seen = 0;
        long median = 0;
        for (Stretch stretch : stretches) {
            if (seen <= (all - 1) / 2) {
                median = stretch.distance();
            }
            seen += stretch.distances();
            counts.merge(round(stretch.distance()), stretch.distances(), Long::sum);
        }
        Map.Entry<Long, Long> mode = counts.entrySet().stream()
                .max(Map.Entry.<Long, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow();
        return Optional.of(new Rhythm(
                Duration.ofMillis(median),
                Duration.ofMillis(mode.getKey()),
                (double) mode.getValue() / all,
                Duration.ofMillis(
                        stretches.stream().mapToLong(Stretch::shortest).min().orElse(0)),
                Duration.ofMillis(
                        stretches.stream().mapToLong(Stretch::longest).max().orElse(0)),
                phases(trace, mode.getValue() * 2 >= all ? mode.getKey() : round(median))));
    }

    /** Scrapes come on whole seconds or fractions of them: what differs by a hundredth is the same interval. */
    static long round(long distance) {
        long grain = 1;
        while (grain < 1000 && grain * 200 <= distance) {
            grain *= 10;
        }
        long rounded = (distance + grain / 2) / grain * grain;
        return Math.abs(rounded - distance) * 100 <= distance ? rounded : distance;
    }

    private static List<Phase> phases(SampleTrace trace, long overall) {
        List<Phase> phases = new ArrayList<>();
        long current = 0;
        for (int i = 0; i < trace.stretches(); i++) {
            Stretch stretch = trace.stretch(i);
            long distance = round(stretch.distance());
            boolean other = current == 0 || Math.abs(distance - current) * 5 > current;
            if (stretch.distances() >= STEADY && other) {
                Instant from = Instant.ofEpochMilli(phases.isEmpty() ? trace.first() : stretch.from());
                phases.add(new Phase(from, Duration.ofMillis(distance)));
                current = distance;
            }
        }
        if (phases.isEmpty()) {
            phases.add(new Phase(Instant.ofEpochMilli(trace.first()), Duration.ofMillis(overall)));
        }
        return phases;
    }

    /** Returns the distances and how often each came, shortest first; distances of one stretch count as its average. */
    static Map<Duration, Long> histogram(List<SampleTrace> traces) {
        Map<Duration, Long> counts = new TreeMap<>();
        for (SampleTrace trace : traces) {
            for (int i = 0; i < trace.stretches(); i++) {
                Stretch stretch = trace.stretch(i);
                counts.merge(Duration.ofMillis(round(stretch.distance())), stretch.distances(), Long::sum);
            }
        }
        return counts;
    }

    /** Returns the median of some durations, or empty for none. */
    static Optional<Duration> median(List<Duration> durations) {
        if (durations.isEmpty()) {
            return Optional.empty();
        }
        Duration[] sorted = durations.toArray(new Duration[0]);
        Arrays.sort(sorted);
        return Optional.of(sorted[(sorted.length - 1) / 2]);
    }
}
