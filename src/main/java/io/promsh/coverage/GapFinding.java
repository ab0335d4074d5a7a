package io.promsh.coverage;

import io.promsh.coverage.Gap.Place;
import io.promsh.coverage.Rhythm.Phase;
import io.promsh.coverage.SampleTrace.Stretch;
import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Counts what should be there and finds what is not. A distance of more than one and a half intervals lacks samples; one of less
 * than half an interval has one too many. Before the first sample and after the last one those are expected that an unbroken series
 * of the same interval would have within the window [start, end). Where the interval did not change and samples are missing, the
 * expected ones are as many as intervals fit the window, whatever the starts of scraping were.
 */
final class GapFinding {
    private final TimeRange window;
    private final long start;
    private final long end;
    private final long now;

    /** A finding over a window; {@code now} tells what is under way. */
    GapFinding(TimeRange window, Instant now) {
        this.window = window;
        this.now = now.toEpochMilli();
        this.start = window.start().toEpochMilli();
        this.end = window.end().toEpochMilli();
    }

    /** Returns a series of which the window has no sample at all. */
    SeriesCoverage absent(Labels labels, Duration interval, IntervalSource source) {
        long expected = Math.max(1, window.length().toMillis() / Math.max(1, interval.toMillis()));
        Gap all = new Gap(window.start(), window.end(), expected, Place.ALL, false, Cause.UNKNOWN);
        return new SeriesCoverage(
                labels,
                interval,
                source,
                Optional.empty(),
                expected,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(all));
    }

    /**
     * Returns what of a series is there.
     *
     * @param trace its samples in the window, at least one
     * @param phases the intervals expected, the first one from the beginning on
     * @param markers times of the stale markers
     */
    SeriesCoverage of(
            Labels labels, SampleTrace trace, List<Phase> phases, IntervalSource source, NavigableSet<Long> markers) {
        List<Gap> gaps = new ArrayList<>();
        Duration firstInterval = phases.get(0).interval();
        Duration lastInterval = phases.get(phases.size() - 1).interval();
        long jitter = jitter(trace, phases.get(0).interval().toMillis());
        long before = before(trace.first() - start, firstInterval.toMillis(), jitter);
        if (before > 0) {
            gaps.add(new Gap(
                    window.start(), Instant.ofEpochMilli(trace.first()), before, Place.HEAD, false, Cause.UNKNOWN));
        }
        long extra = 0;
        int phase = 0;
        for (int i = 0; i < trace.stretches(); i++) {
            Stretch stretch = trace.stretch(i);
            while (phase + 1 < phases.size()
                    && !Instant.ofEpochMilli(stretch.from())
                            .isBefore(phases.get(phase + 1).from())) {
                phase++;
            }
            extra += between(stretch, phases.get(phase).interval().toMillis(), gaps, markers);
        }
        long underWay = underWay(trace.last(), lastInterval.toMillis());
        long after = after(end - trace.last(), lastInterval.toMillis(), jitter) - underWay;
        if (after > 0) {
            gaps.add(new Gap(
                    Instant.ofEpochMilli(trace.last() + lastInterval.toMillis()),
                    window.end(),
                    after,
                    Place.TAIL,
                    isMarked(markers, trace.last(), lastInterval.toMillis()),
                    Cause.UNKNOWN));
        }
        long present = trace.samples() - extra;
        if (phases.size() == 1) {
            settle(gaps, present + underWay, lastInterval.toMillis());
        }
        long expected = present + gaps.stream().mapToLong(Gap::missing).sum();
        return new SeriesCoverage(
                labels,
                lastInterval,
                source,
                Rhythm.of(trace),
                expected,
                present,
                extra,
                Optional.of(Instant.ofEpochMilli(trace.first())),
                Optional.of(Instant.ofEpochMilli(trace.last())),
                gaps);
    }

    /** Adds the gaps of a stretch; returns how many of its samples are too many. */
    private static long between(Stretch stretch, long interval, List<Gap> into, NavigableSet<Long> markers) {
        long distance = stretch.distance();
        if (2 * distance < interval) {
            // So many samples closer together than one interval: each that fits no slot of its own is too many.
            long slots = Math.round((double) (stretch.to() - stretch.from()) / interval);
            return stretch.distances() - Math.min(stretch.distances(), slots);
        }
        if (2 * distance <= 3 * interval) {
            return 0;
        }
        for (long i = 0; i < stretch.distances(); i++) {
            long from = stretch.from() + Math.round((double) (stretch.to() - stretch.from()) * i / stretch.distances());
            long to = stretch.from()
                    + Math.round((double) (stretch.to() - stretch.from()) * (i + 1) / stretch.distances());
            long missing = Math.max(1, Math.round((double) (to - from) / interval) - 1);
            into.add(new Gap(
                    Instant.ofEpochMilli(from + interval),
                    Instant.ofEpochMilli(to),
                    missing,
                    Place.INSIDE,
                    isMarked(markers, from, interval),
                    Cause.UNKNOWN));
        }
        return 0;
    }

    /** A marker is written at the first scrape that does not bring the series, or five minutes after the last one. */
    private static boolean isMarked(NavigableSet<Long> markers, long lastSample, long interval) {
        Long next = markers.higher(lastSample);
        return next != null && next <= lastSample + 2 * interval;
    }

    /** Returns 1 where the last sample due in the window may still be on its way. */
    private long underWay(long lastSample, long interval) {
        long due = lastSample + (end - 1 - lastSample) / interval * interval;
        return due > lastSample && due > now - interval ? 1 : 0;
    }

    /** How far distances vary: a sample due so close to the window's edge may lie on its other side. */
    private static long jitter(SampleTrace trace, long interval) {
        long jitter = 0;
        for (int i = 0; i < trace.stretches(); i++) {
            Stretch stretch = trace.stretch(i);
            if (Math.abs(stretch.distance() - interval) * 20 < interval) {
                jitter = Math.max(jitter, stretch.longest() - stretch.shortest());
            }
        }
        return jitter;
    }

    /** Returns how many samples were due from the window's start up to the first one, that many milliseconds later. */
    private static long before(long millis, long interval, long jitter) {
        long due = millis / interval;
        boolean atTheEdge = millis % interval > 0 && millis % interval < jitter;
        return due == 1 && atTheEdge ? 0 : due;
    }

    /** Returns how many samples were due after the last one, that many milliseconds before the window's end. */
    private static long after(long millis, long interval, long jitter) {
        long due = (millis - 1) / interval;
        boolean atTheEdge = (millis - 1) % interval < jitter;
        return due == 1 && atTheEdge ? 0 : due;
    }

    /** Scraping that began anew at another moment shifts the slots by a fraction: the longest gap takes the difference. */
    private void settle(List<Gap> gaps, long present, long interval) {
        long length = end - start;
        if (gaps.isEmpty() || length % interval != 0) {
            return;
        }
        long difference = length / interval
                - present
                - gaps.stream().mapToLong(Gap::missing).sum();
        Gap longest = gaps.stream().max(Comparator.comparingLong(Gap::missing)).orElseThrow();
        if (difference != 0 && Math.abs(difference) <= gaps.size() && longest.missing() + difference > 0) {
            gaps.set(gaps.indexOf(longest), longest.withMissing(longest.missing() + difference));
        }
    }
}
