package io.promsh.fetch;

import java.time.Duration;

/**
 * How a long read is done.
 *
 * @param bounds how much one part may bring
 * @param timeout of each request
 * @param tries how often a part may fail in a row before the read ends; at least 1
 * @param limits where what is learnt of a target is kept
 * @param encodedHistograms whether native histograms are wanted as they are stored, where the target hands them out like that
 */
public record FetchOptions(
        Bounds bounds, Duration timeout, int tries, Waits waits, LimitStore limits, boolean encodedHistograms) {
    /** For someone who waits at a terminal: about half a minute of a server that is gone. */
    private static final int TRIES = 7;

    /** Options for those who look at native histograms, and not at how they are stored. */
    public FetchOptions(Bounds bounds, Duration timeout, int tries, Waits waits, LimitStore limits) {
        this(bounds, timeout, tries, waits, limits, false);
    }

    /** Options that fit this process. */
    public static FetchOptions of(Duration timeout, LimitStore limits) {
        return new FetchOptions(Bounds.ofThisProcess(), timeout, TRIES, Waits.JITTERED, limits);
    }

    /** Returns the same options with other bounds. */
    public FetchOptions withBounds(Bounds other) {
        return new FetchOptions(other, timeout, tries, waits, limits, encodedHistograms);
    }

    /** Returns the same options with other patience. */
    public FetchOptions withPatience(int otherTries, Waits otherWaits) {
        return new FetchOptions(bounds, timeout, otherTries, otherWaits, limits, encodedHistograms);
    }

    /** Returns the same options with another place for what is learnt. */
    public FetchOptions withLimits(LimitStore other) {
        return new FetchOptions(bounds, timeout, tries, waits, other, encodedHistograms);
    }

    /** Returns the same options, with native histograms as they are stored. */
    public FetchOptions withEncodedHistograms() {
        return new FetchOptions(bounds, timeout, tries, waits, limits, true);
    }
}
