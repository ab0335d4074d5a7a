package io.promsh.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When the monitoring of the incident was up, within the 24 hours that its authors exported, moved so that the day ends now.
 *
 * <p>Their export counted, at 30-second spacing over 24 h (2,880 slots a series): 2,419 samples of {@code traffic_vehicles_total},
 * 2,408 of {@code traffic_flow_rate_per_minute}, 3,630 of {@code system_status}, 2,419 of {@code traffic_vehicles_created}; 10,876
 * in all, "about 84 %". The 84 % are 2,419 / 2,880: the samples of <em>two</em> series (left and right) over what <em>one</em>
 * should have. Each series had 1,210 samples, which is 42 %. This day reproduces every one of those counts:
 *
 * <ul>
 *   <li>the first 7 h 28 min are empty: the stack was first started that evening (slots 0 to 896);
 *   <li>{@code down} took 6 h 4 min (slots 1800 to 2528; 09:56 to 16:00 where the day ends at 18:56, as the export did);
 *   <li>the repair took fifteen minutes more (slots 2566 to 2596);
 *   <li>three short restarts took 4 min, 2.5 min and 1.5 min.
 * </ul>
 *
 * That leaves 1,210 slots in six runs. Each run is a new process: counters begin at zero, {@code _created} is its start, and the
 * flow rate has no value at a run's first slot because it needs two readings (2 x (1,210 - 6) = 2,408). The counter of the right
 * lanes appears with its first vehicle, one slot late in the first run (1,210 + 1,209 = 2,419).
 */
public final class IncidentDay {
    /** The spacing of samples. */
    public static final Duration SPACING = Duration.ofSeconds(30);

    /** The slots of a day. */
    public static final int SLOTS = 2880;

    private static final int[][] UP = {
        {896, 1150}, {1158, 1487}, {1492, 1800}, {2528, 2566}, {2596, 2740}, {2743, SLOTS}
    };

    private final long firstSlot;

    private IncidentDay(long firstSlot) {
        this.firstSlot = firstSlot;
    }

    /** A time in which the stack was up: slots since the epoch, {@code last} excluded. */
    public record Run(long first, long last) {
        /** Returns whether {@code slot} lies in this run. */
        public boolean covers(long slot) {
            return slot >= first && slot < last;
        }
    }

    /** Returns the day whose last sample is the newest one not after {@code now}. */
    public static IncidentDay endingAt(Instant now) {
        return new IncidentDay(slotOf(now) + 1 - SLOTS);
    }

    /** Returns the number of the slot that holds {@code time}, counted from the epoch. */
    public static long slotOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SPACING.toSeconds());
    }

    /** Returns the time of a slot. */
    public static Instant timeOf(long slot) {
        return Instant.ofEpochSecond(slot * SPACING.toSeconds());
    }

    /** Returns the first slot of the day. */
    public long firstSlot() {
        return firstSlot;
    }

    /** Returns the slot after the last one of the day. */
    public long endSlot() {
        return firstSlot + SLOTS;
    }

    /** Returns the six runs in order. */
    public List<Run> runs() {
        return java.util.Arrays.stream(UP)
                .map(run -> new Run(firstSlot + run[0], firstSlot + run[1]))
                .toList();
    }

    /** Returns the run that {@code slot} lies in; the last one has no end, so that the day can go on. */
    public Optional<Run> runAt(long slot) {
        List<Run> runs = runs();
        Run last = runs.get(runs.size() - 1);
        if (slot >= last.first()) {
            return Optional.of(last);
        }
        return runs.stream().filter(run -> run.covers(slot)).findFirst();
    }
}
