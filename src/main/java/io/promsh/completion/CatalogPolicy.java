package io.promsh.completion;

import java.time.Duration;

/**
 * The bounds of a catalog.
 *
 * @param timeToLive age after which what is held is asked for anew, in the background
 * @param mostMetrics metric names asked for and held at most
 * @param mostValues names asked for and held at most in every other list
 * @param mostLists lists of label names and values held at most, those looked at last
 * @param timeout of a request for names or values; the list of all metrics may take {@code longTimeout}
 */
public record CatalogPolicy(
        Duration timeToLive, int mostMetrics, int mostValues, int mostLists, Duration timeout, Duration longTimeout) {
    public static final CatalogPolicy DEFAULT = new CatalogPolicy(
            Duration.ofMinutes(5), 1_000_000, 10_000, 300, Duration.ofSeconds(15), Duration.ofMinutes(2));
}
