package io.promsh.target;

import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question for stored samples.
 *
 * @param selector in PromQL, without a range
 * @param matchers the same selector, condition by condition
 * @param window half-open, in whole milliseconds
 * @param timeout how long to wait for the whole answer
 */
public record RawQuery(
        String selector, List<SeriesMatcher> matchers, TimeRange window, Duration timeout, RawMethod method) {
    public RawQuery {
        matchers = List.copyOf(matchers);
    }

    /**
     * Returns the instant query that answers the window's samples: evaluated one millisecond before its end. Servers of 3.0 and
     * later leave a range open on its left, older ones close it: what an older one adds is a sample one millisecond before the
     * window, which whoever reads takes out again.
     */
    public InstantQuery toInstantQuery() {
        Instant at = window.end().minusMillis(1);
        return InstantQuery.of(selector + "[" + range(window.length()) + "]", Optional.of(at), timeout);
    }

    /** Writes a length as one whole number of the largest unit that holds it: old servers know no compound durations. */
    public static String range(Duration length) {
        long millis = length.toMillis();
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
