package io.promsh.demo;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.SplittableRandom;

/**
 * Vehicles on the bridge: how many pass in a slot. A pure function of slot, direction and zone, so that the same moment has the
 * same traffic at every start of the demo. Nights are quiet; the left lanes (into the city) fill in the morning, the right ones in
 * the evening.
 */
public final class Traffic {
    private static final long SEED = 0x20250803L;

    private final ZoneId zone;

    /** Traffic whose rush hours follow the clocks of {@code zone}. */
    public Traffic(ZoneId zone) {
        this.zone = zone;
    }

    /** The two sides of the bridge. */
    public enum Direction {
        LEFT("left", 48, 30),
        RIGHT("right", 26, 52);

        private final String word;
        private final double morning;
        private final double evening;

        Direction(String word, double morning, double evening) {
            this.word = word;
            this.morning = morning;
            this.evening = evening;
        }

        /** Returns the label value. */
        public String word() {
            return word;
        }
    }

    /** Returns the vehicles of one slot, 0 to about 60. */
    public int vehicles(long slot, Direction direction) {
        SplittableRandom random = new SplittableRandom(SEED + slot * 2 + side(direction));
        double wave = 1 + 0.12 * Math.sin(slot / 23.0 + side(direction));
        return poisson(perMinute(slot, direction) / 2 * wave, random);
    }

    /** Part of the seed, so fixed: the day is the same on every machine. */
    private static int side(Direction direction) {
        return direction == Direction.LEFT ? 0 : 1;
    }

    /** Returns the mean of a slot in vehicles a minute, 2 to about 75. */
    double perMinute(long slot, Direction direction) {
        LocalTime time = IncidentDay.timeOf(slot).atZone(zone).toLocalTime();
        double hour = time.toSecondOfDay() / 3600.0;
        return 2
                + 24 * bump(hour, 13.5, 4.5)
                + direction.morning * bump(hour, 8.0, 1.1)
                + direction.evening * bump(hour, 17.4, 1.5);
    }

    /** A bell around {@code peak}, going round at midnight. */
    private static double bump(double hour, double peak, double width) {
        double away = Math.abs(hour - peak);
        double distance = Math.min(away, 24 - away) / width;
        return Math.exp(-0.5 * distance * distance);
    }

    /** Knuth's product method; fine for means below 100. */
    private static int poisson(double mean, SplittableRandom random) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
