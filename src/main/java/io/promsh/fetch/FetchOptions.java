package io.promsh.fetch;

import java.time.Duration;

/**
 * How a long read is done.
 *
 * @param bounds how much one part may bring
 * @param timeout of each request
 * @param tries how often a part may fail in a row before the read ends; at least 1
 * @param limits where what is learnt of a target is kept
 */
public record FetchOptions(Bounds bounds, Duration timeout, int tries, Waits waits, LimitStore limits) {
    /** For someone who waits at a terminal: about half a minute of a server that is gone. */
    private static final int TRIES = 7;

    /** Options that fit this process. */
    public static FetchOptions of(Duration timeout, LimitStore limits) {
        return new FetchOptions(Bounds.ofThisProcess(), timeout, TRIES, Waits.JITTERED, limits);
    }

    /** Returns the same options with other bounds. */
    public FetchOptions withBounds(Bounds other) {
        return new FetchOptions(other, timeout, tries, waits, limits);
    }

    /** Returns the same options with other patience. */
    public FetchOptions withPatience(int otherTries, Waits otherWaits) {
        return new FetchOptions(bounds, timeout, otherTries, otherWaits, limits);
    }

    /** Returns the same options with another place for what is learnt. */
    public FetchOptions withLimits(LimitStore other) {
        return new FetchOptions(bounds, timeout, tries, waits, other);
    }
}
