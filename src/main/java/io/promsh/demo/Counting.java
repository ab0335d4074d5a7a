package io.promsh.demo;

import io.promsh.demo.IncidentDay.Run;
import io.promsh.demo.Traffic.Direction;
import io.promsh.model.Labels;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The process that counts vehicles, through the day and beyond: asked slot after slot, it gives the samples that a scrape would
 * have stored. Not thread-safe.
 */
public final class Counting {
    /** Labels that a scrape adds. */
    static final String JOB = "traffic";

    static final String INSTANCE = "bay-bridge:8000";

    /** A process is up a moment before its first scrape. */
    private static final double STARTED_BEFORE_SECONDS = 4.25;

    private static final int WARMING_UP_SLOTS = 2;

    private final IncidentDay day;
    private final Traffic traffic;
    private final Map<Direction, Long> totals = new EnumMap<>(Direction.class);
    private long next;

    /** Begins at the first slot of {@code day}. */
    public Counting(IncidentDay day, Traffic traffic) {
        this.day = day;
        this.traffic = traffic;
        this.next = day.firstSlot();
    }

    /** Goes on to {@code slot} (included) and gives every sample on the way, in order of time. */
    public void advanceTo(long slot, Consumer<Map<Family, List<Reading>>> scrape) {
        for (; next <= slot; next++) {
            long current = next;
            day.runAt(current).ifPresent(run -> scrape.accept(at(current, run)));
        }
    }

    private Map<Family, List<Reading>> at(long slot, Run run) {
        Map<Family, List<Reading>> readings = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            readings.put(family, new ArrayList<>());
        }
        for (Direction direction : Direction.values()) {
            count(slot, run, direction, readings);
        }
        for (String component : Family.COMPONENTS) {
            add(readings, Family.STATUS, "component", component, slot, works(component, slot, run) ? 1 : 0);
        }
        add(readings, Family.UP, "", "", slot, 1);
        return readings;
    }

    private void count(long slot, Run run, Direction direction, Map<Family, List<Reading>> readings) {
        boolean starts = slot == run.first();
        int vehicles = traffic.vehicles(slot, direction);
        boolean firstOfAll = run.first() == day.runs().get(0).first();
        boolean unseen = starts && firstOfAll && direction == Direction.RIGHT;
        long total = (starts ? 0 : totals.getOrDefault(direction, 0L)) + (unseen ? 0 : vehicles);
        totals.put(direction, total);
        String word = direction.word();
        if (!unseen) {
            add(readings, Family.VEHICLES, "direction", word, slot, (double) total);
            add(readings, Family.CREATED, "direction", word, slot, created(run));
        }
        if (!starts) {
            add(readings, Family.FLOW, "direction", word, slot, vehicles + traffic.vehicles(slot - 1, direction));
        }
    }

    private static double created(Run run) {
        return IncidentDay.timeOf(run.first()).getEpochSecond() - STARTED_BEFORE_SECONDS;
    }

    /** The detector needs a minute after a start; the camera drops out for 90 seconds about once in four hours. */
    private static boolean works(String component, long slot, Run run) {
        return switch (component) {
            case "detector" -> slot >= run.first() + WARMING_UP_SLOTS;
            case "camera" -> new SplittableRandom(slot / 3).nextInt(160) != 0;
            default -> true;
        };
    }

    private static void add(
            Map<Family, List<Reading>> readings, Family family, String label, String word, long slot, double value) {
        Labels labels = label.isEmpty()
                ? Labels.of(Labels.METRIC_NAME, family.metric(), "instance", INSTANCE, "job", JOB)
                : Labels.of(Labels.METRIC_NAME, family.metric(), "instance", INSTANCE, "job", JOB, label, word);
        readings.computeIfAbsent(family, key -> new ArrayList<>()).add(new Reading(labels, slot, value));
    }
}
