package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import java.time.Duration;
import java.util.Optional;

/**
 * The step of a range query and where it comes from; it is never chosen in silence.
 *
 * @param step positive
 * @param points at every series, both ends of the window included
 */
public record StepChoice(Duration step, Source source, long points) {
    /** The points a series that servers answer at most in one range query. */
    public static final int SERVER_POINTS = 11_000;

    /** Steps that people use and scrapes fall on, in seconds; above them whole days. */
    private static final long[] ROUND_SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
    };

    /** Where a step comes from. */
    public enum Source {
        GIVEN,
        DERIVED
    }

    /**
     * Takes the step that was given, else the smallest round one that gives at most {@code targetPoints} points over the window,
     * never below a second. Throws a usage failure when the given step is not positive.
     */
    public static StepChoice of(Optional<Duration> given, Duration window, int targetPoints) {
        if (given.isPresent()) {
            Duration step = given.get();
            if (step.isNegative() || step.isZero()) {
                throw Failure.usage("a step must be longer than nothing", "write --step 30s");
            }
            return new StepChoice(step, Source.GIVEN, points(window, step));
        }
        Duration step = round(exact(window, targetPoints));
        return new StepChoice(step, Source.DERIVED, points(window, step));
    }

    /** Returns the smallest step, in whole milliseconds, with which the window has at most {@code limit} points. */
    public static Duration exact(Duration window, int limit) {
        // One point more than there are whole steps: the step must be longer than window / limit.
        return Duration.ofMillis(window.toMillis() / Math.max(1, limit) + 1);
    }

    /** Returns how many points a series has: one at the start and one after each whole step. */
    public static long points(Duration window, Duration step) {
        return window.toMillis() / Math.max(1, step.toMillis()) + 1;
    }

    private static Duration round(Duration exact) {
        for (long seconds : ROUND_SECONDS) {
            if (seconds * 1000 >= exact.toMillis()) {
                return Duration.ofSeconds(seconds);
            }
        }
        long days = Math.floorDiv(exact.toMillis() + 86_399_999L, 86_400_000L);
        return Duration.ofDays(days);
    }

    /** Returns the choice for display, for example {@code step 30s (derived), 2,881 points a series}. */
    public String words() {
        String word = source == Source.GIVEN ? "given" : "derived";
        StringBuilder count = new StringBuilder(Long.toString(points));
        for (int i = count.length() - 3; i > 0; i -= 3) {
            count.insert(i, ',');
        }
        return "step " + PromDuration.format(step) + " (" + word + "), " + count + " points a series";
    }
}
