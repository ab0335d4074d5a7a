package io.promsh.volume.survey;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a Prometheus fills its disk.
 *
 * @param samplesPerSecond that it takes in
 * @param bytesPerSample that its blocks need
 * @param held how old its oldest samples are
 * @param retention how old it lets them become
 * @param usedBytes by it now
 * @param freeBytes on the disk, where that is known
 */
public record Growth(
        double samplesPerSecond,
        double bytesPerSample,
        Duration held,
        Duration retention,
        double usedBytes,
        OptionalDouble freeBytes) {
    private static final double SECONDS_A_DAY = 86_400;
    /** Blocks go as a whole: near its retention a server has reached it. */
    private static final double REACHED = 0.9;

    /** Returns what is added in a day, before anything is thrown away. */
    public double bytesPerDay() {
        return samplesPerSecond * bytesPerSample * SECONDS_A_DAY;
    }

    /** Returns whether as much is thrown away as comes in. */
    public boolean isSteady() {
        return held.toMillis() >= retention.toMillis() * REACHED;
    }

    /** Returns the days until the disk is full; empty when it will not be, or nothing is known. */
    public OptionalDouble daysLeft() {
        if (freeBytes.isEmpty() || bytesPerDay() <= 0 || isSteady()) {
            return OptionalDouble.empty();
        }
        double days = freeBytes.getAsDouble() / bytesPerDay();
        double needed = Math.max(0, retention.minus(held).toSeconds()) / SECONDS_A_DAY;
        return days < needed ? OptionalDouble.of(days) : OptionalDouble.empty();
    }

    /** Returns what that means, in a few words. */
    public String outlook() {
        if (isSteady()) {
            return "steady: the retention is reached";
        }
        if (bytesPerDay() <= 0) {
            return "unknown: the server does not scrape its own metrics";
        }
        if (freeBytes.isEmpty()) {
            return "unknown: the disk cannot be looked at";
        }
        return daysLeft().isPresent() ? "full before the retention is reached" : "enough for the retention";
    }

    /** Returns the days left as a plain number for listings. */
    public Optional<Double> daysLeftIfAny() {
        OptionalDouble days = daysLeft();
        return days.isPresent() ? Optional.of(days.getAsDouble()) : Optional.empty();
    }
}
