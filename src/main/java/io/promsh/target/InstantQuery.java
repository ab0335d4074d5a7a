package io.promsh.target;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An instant query.
 *
 * @param at evaluation time; empty means the server's now
 * @param timeout how long to wait for the whole answer
 * @param seriesLimit how many series the server should answer at most (Prometheus 3.2 and later), or empty
 */
public record InstantQuery(String expression, Optional<Instant> at, Duration timeout, Optional<Integer> seriesLimit) {
    /** A query without a series limit. */
    public static InstantQuery of(String expression, Optional<Instant> at, Duration timeout) {
        return new InstantQuery(expression, at, timeout, Optional.empty());
    }
}
