package io.promsh.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.coverage.Gap.Place;
import io.promsh.coverage.Rhythm.Phase;
import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GapFindingTest {
    private static final Instant START = Instant.parse("2025-08-02T18:56:00Z");
    private static final TimeRange DAY = new TimeRange(START, START.plus(Duration.ofDays(1)));
    private static final Instant LATER = Instant.parse("2026-01-01T00:00:00Z");
    private static final Labels SERIES = Labels.of(Labels.METRIC_NAME, "m");

    private static SampleTrace trace(LongStream times) {
        SampleTrace trace = new SampleTrace();
        times.forEach(trace::add);
        return trace;
    }

    /** Samples in these slots of 30 s after the start. */
    private static SampleTrace slots(LongStream slots) {
        return trace(slots.map(slot -> START.toEpochMilli() + 30_000 * slot));
    }

    private static SeriesCoverage measure(SampleTrace trace) {
        return measure(trace, DAY, new TreeSet<>());
    }

    private static SeriesCoverage measure(SampleTrace trace, TimeRange window, NavigableSet<Long> markers) {
        Rhythm rhythm = Rhythm.of(trace).orElseThrow();
        return new GapFinding(window, LATER).of(SERIES, trace, rhythm.phases(), IntervalSource.MEASURED, markers);
    }

    private static LongStream range(long from, long to) {
        return LongStream.range(from, to);
    }

    @Test
    void aWholeDayAtThirtySecondsExpects2880() {
        SeriesCoverage all = measure(slots(range(0, 2880)));
        assertEquals(2880, all.expected());
        assertEquals(2880, all.present());
        assertEquals(Duration.ofSeconds(30), all.interval());
        assertEquals(List.of(), all.gaps());
        assertEquals(1, all.ratio());
    }

    @Test
    void theIncidentsFigures() {
        // 2,419 of 2,880 samples 30 s apart: down for 461 slots in two stretches.
        SeriesCoverage incident = measure(
                slots(LongStream.concat(range(0, 1800), LongStream.concat(range(2231, 2400), range(2430, 2880)))));
        assertEquals(2880, incident.expected());
        assertEquals(2419, incident.present());
        assertEquals(461, incident.missing());
        assertEquals(84, Math.round(incident.ratio() * 100));
        assertEquals(
                List.of(431L, 30L), incident.gaps().stream().map(Gap::missing).toList());
        Gap first = incident.gaps().get(0);
        assertEquals(START.plusSeconds(30 * 1800), first.start());
        assertEquals(START.plusSeconds(30 * 2231), first.end());
    }

    @Test
    void countsExactlyAtBothEndsOfTheHalfOpenWindow() {
        SeriesCoverage late = measure(slots(range(1, 2880)));
        assertEquals(2880, late.expected());
        assertEquals(2879, late.present());
        assertEquals(Place.HEAD, late.gaps().get(0).place());
        assertEquals(START, late.gaps().get(0).start());
        SeriesCoverage early = measure(slots(range(0, 2879)));
        assertEquals(2880, early.expected());
        assertEquals(Place.TAIL, early.gaps().get(0).place());
        assertEquals(1, early.gaps().get(0).missing());
        assertEquals(DAY.end(), early.gaps().get(0).end());
    }

    @Test
    void aPhaseWithinTheIntervalChangesNothing() {
        for (long phase : new long[] {1, 137, 14_999, 29_999}) {
            SeriesCoverage all =
                    measure(trace(range(0, 2880).map(slot -> START.toEpochMilli() + 30_000 * slot + phase)));
            assertEquals(2880, all.expected(), "phase " + phase);
            assertEquals(List.of(), all.gaps(), "phase " + phase);
        }
    }

    @Test
    void jitterAtTheEdgesIsNoGap() {
        // Each sample up to 40 ms early: the first of the window came just before it.
        SeriesCoverage all = measure(trace(range(1, 2881)
                .map(slot -> START.toEpochMilli() + 30_000 * slot - (slot % 5) * 10 - (slot == 2880 ? 1 : 0))));
        assertEquals(List.of(), all.gaps());
        assertEquals(all.present(), all.expected());
    }

    @Test
    void samplesTooManyDoNotFillGaps() {
        // A second writer doubles ten minutes; elsewhere ten samples are missing.
        LongStream times = LongStream.concat(
                        LongStream.concat(range(0, 100), range(110, 2880)).map(slot -> 30_000 * slot),
                        range(200, 220).map(slot -> 30_000 * slot + 7000))
                .sorted()
                .map(time -> START.toEpochMilli() + time);
        SeriesCoverage doubled = measure(trace(times));
        assertEquals(2880, doubled.expected());
        assertEquals(2870, doubled.present());
        assertEquals(20, doubled.extra());
        assertEquals(1, doubled.gaps().size());
    }

    @Test
    void scrapingThatBeganAnewAtAnotherMomentKeepsTheDaysCount() {
        LongStream times = LongStream.concat(
                range(0, 1000).map(slot -> 30_000 * slot), range(1500, 2880).map(slot -> 30_000 * slot + 14_000));
        SeriesCoverage moved = measure(trace(times.map(time -> START.toEpochMilli() + time)));
        assertEquals(2880, moved.expected());
        assertEquals(2380, moved.present());
        assertEquals(500, moved.gaps().get(0).missing());
    }

    @Test
    void anIntervalThatChangedIsExpectedAsItWas() {
        LongStream times = LongStream.concat(
                range(0, 1440).map(slot -> 30_000 * slot), range(2880, 5760).map(slot -> 15_000 * slot));
        SeriesCoverage changed = measure(trace(times.map(time -> START.toEpochMilli() + time)));
        assertEquals(1440 + 2880, changed.expected());
        assertEquals(List.of(), changed.gaps());
        List<Phase> phases = changed.rhythm().orElseThrow().phases();
        assertEquals(
                List.of(Duration.ofSeconds(30), Duration.ofSeconds(15)),
                phases.stream().map(Phase::interval).toList());
        assertEquals(START.plusSeconds(43_200), phases.get(1).from());
    }

    @Test
    void aGivenIntervalShowsThatEverySecondScrapeIsLost() {
        SampleTrace trace = slots(range(0, 2880));
        SeriesCoverage half = new GapFinding(DAY, LATER)
                .of(
                        SERIES,
                        trace,
                        List.of(new Phase(Instant.EPOCH, Duration.ofSeconds(15))),
                        IntervalSource.GIVEN,
                        new TreeSet<>());
        assertEquals(5760, half.expected());
        assertEquals(2880, half.present());
    }

    @Test
    void theStaleMarkerBeforeAGapIsSeen() {
        NavigableSet<Long> markers = new TreeSet<>(List.of(START.toEpochMilli() + 30_000 * 100));
        SeriesCoverage ended = measure(slots(LongStream.concat(range(0, 100), range(200, 2880))), DAY, markers);
        assertTrue(ended.gaps().get(0).marked());
        assertFalse(measure(slots(LongStream.concat(range(0, 100), range(200, 2880))))
                .gaps()
                .get(0)
                .marked());
    }

    @Test
    void whatIsDueJustNowIsUnderWay() {
        SampleTrace trace = trace(range(0, 2879).map(slot -> START.toEpochMilli() + 30_000 * slot + 10_000));
        List<Phase> phases = List.of(new Phase(Instant.EPOCH, Duration.ofSeconds(30)));
        SeriesCoverage live =
                new GapFinding(DAY, DAY.end()).of(SERIES, trace, phases, IntervalSource.GIVEN, new TreeSet<>());
        assertEquals(List.of(), live.gaps());
        assertEquals(2879, live.expected());
    }

    @Test
    void aSeriesWithoutASampleLacksTheWholeWindow() {
        SeriesCoverage absent =
                new GapFinding(DAY, LATER).absent(SERIES, Duration.ofSeconds(30), IntervalSource.ASSUMED);
        assertEquals(2880, absent.expected());
        assertEquals(0, absent.present());
        assertEquals(Optional.empty(), absent.first());
        assertEquals(Place.ALL, absent.gaps().get(0).place());
    }

    /** Whatever runs are missing: they are found where they are, as long as they are, and the figures add up. */
    @Property(tries = 300)
    void findsEveryGapAsItIs(
            @ForAll @Size(min = 3, max = 12) List<@IntRange(min = 1, max = 60) Integer> lengths,
            @ForAll @LongRange(min = 0, max = 29_999) long phase,
            @ForAll boolean beginsWithGap) {
        List<long[]> gaps = new ArrayList<>();
        SampleTrace trace = new SampleTrace();
        long slot = 0;
        boolean missing = beginsWithGap;
        for (int length : lengths) {
            // A run of samples is long enough to show the interval.
            long run = missing ? length : length + 12;
            if (missing) {
                gaps.add(new long[] {slot, slot + run});
            } else {
                for (long i = slot; i < slot + run; i++) {
                    trace.add(START.toEpochMilli() + 30_000 * i + phase);
                }
            }
            slot += run;
            missing = !missing;
        }
        TimeRange window = new TimeRange(START, START.plusMillis(30_000 * slot));
        SeriesCoverage found = measure(trace, window, new TreeSet<>());
        assertEquals(slot, found.expected());
        assertEquals(trace.samples(), found.present());
        assertEquals(gaps.size(), found.gaps().size());
        for (int i = 0; i < gaps.size(); i++) {
            long[] gap = gaps.get(i);
            assertEquals(gap[1] - gap[0], found.gaps().get(i).missing());
            boolean head = gap[0] == 0;
            long from = START.toEpochMilli() + 30_000 * gap[0] + (head ? 0 : phase);
            assertEquals(from, found.gaps().get(i).start().toEpochMilli());
        }
    }
}
