package io.promsh.export;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a format could not carry.
 *
 * @param staleMarkers markers of a series' end
 * @param histograms samples that are native histograms
 * @param nanPayloads values that are no numbers and not the usual one: the payload is gone, the NaN is there
 */
public record Loss(long staleMarkers, long histograms, long nanPayloads) {
    public static final Loss NOTHING = new Loss(0, 0, 0);

    /** Returns whether nothing was lost. */
    public boolean isNothing() {
        return staleMarkers == 0 && histograms == 0 && nanPayloads == 0;
    }

    /** Returns what was lost, name to count, without zeros. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        put(counts, "staleMarkers", staleMarkers);
        put(counts, "nativeHistograms", histograms);
        put(counts, "nanPayloads", nanPayloads);
        return counts;
    }

    private static void put(Map<String, Long> counts, String name, long count) {
        if (count > 0) {
            counts.put(name, count);
        }
    }

    /** Returns both losses together. */
    public Loss plus(Loss other) {
        return new Loss(
                staleMarkers + other.staleMarkers, histograms + other.histograms, nanPayloads + other.nanPayloads);
    }
}
