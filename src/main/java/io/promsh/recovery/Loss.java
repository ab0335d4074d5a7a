package io.promsh.recovery;

import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds where the local target has less than its sources, by cheap counts: one range query each. */
final class Loss {
    private static final int STRETCHES = 288;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** A stretch that has so much of what a source has is whole: scrapes of a twin waver. */
    private static final double WHOLE = 0.9;

    /** A source that has nearly as much as the best is preferred when it comes first. */
    private static final double AS_GOOD = 0.99;

    private Loss() {}

    /** Returns the stretch that counting is done by: whole minutes. */
    static Duration step(TimeRange window) {
        long minutes = window.length().toMinutes() / STRETCHES;
        return minutes < 1 ? SHORTEST : Duration.ofMinutes(minutes);
    }

    /** Returns the window grown to whole steps since 1970. */
    static TimeRange aligned(TimeRange window, Duration step) {
        long size = step.toMillis();
        long start = Math.floorDiv(window.start().toEpochMilli(), size) * size;
        long end = -Math.floorDiv(-window.end().toEpochMilli(), size) * size;
        return new TimeRange(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
    }

    /**
     * Compares the local target with the sources, of which the earlier ones are preferred; {@code localSelectors} name at the local one
     * what {@code selectors} name at these. Labels that the sources add tell replicas apart.
     */
    static List<LostWindow> measure(
            SampleSource local,
            List<String> localSelectors,
            List<? extends SampleSource> sources,
            List<String> selectors,
            TimeRange window,
            Collection<String> strip) {
        Duration step = step(window);
        TimeRange aligned = aligned(window, step);
        long[] present = local.counts(localSelectors, aligned, step, List.of());
        List<long[]> theirs = new ArrayList<>();
        for (SampleSource source : sources) {
            theirs.add(source.counts(selectors, aligned, step, strip));
        }
        int[] chosen = new int[present.length];
        for (int i = 0; i < present.length; i++) {
            chosen[i] = lostTo(theirs, i, present[i]);
        }
        List<LostWindow> lost = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] < 0) {
                continue;
            }
            int end = i;
            while (end < chosen.length && chosen[end] == chosen[i]) {
                end++;
            }
            // The edges of a loss lie within stretches: one more on each side, of which only what is missing is taken.
            int from = i > taken && chosen[i - 1] < 0 ? i - 1 : i;
            int to = end < chosen.length && chosen[end] < 0 ? end + 1 : end;
            lost.add(lost(from, to, present, theirs.get(chosen[i]), sources.get(chosen[i]), aligned, step));
            taken = to;
            i = end - 1;
        }
        return lost;
    }

    /** Returns the source that a stretch is to be had from, or -1 when it is whole. */
    private static int lostTo(List<long[]> theirs, int stretch, long present) {
        long best = theirs.stream().mapToLong(counts -> counts[stretch]).max().orElse(0);
        if (present >= WHOLE * best) {
            return -1;
        }
        for (int source = 0; source < theirs.size(); source++) {
            if (theirs.get(source)[stretch] >= AS_GOOD * best) {
                return source;
            }
        }
        return -1;
    }

    private static LostWindow lost(
            int from, int to, long[] present, long[] theirs, SampleSource source, TimeRange aligned, Duration step) {
        long had = 0;
        long expected = 0;
        for (int i = from; i < to; i++) {
            had += present[i];
            expected += theirs[i];
        }
        TimeRange range = new TimeRange(
                aligned.start().plus(step.multipliedBy(from)), aligned.start().plus(step.multipliedBy(to)));
        return new LostWindow(range, source.name(), had, expected);
    }
}
