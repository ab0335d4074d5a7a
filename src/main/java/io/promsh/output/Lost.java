package io.promsh.output;

import io.promsh.text.Counts;
import java.util.ArrayList;
import java.util.List;

/**
 * What a format could not carry: nothing is lost in silence.
 *
 * @param histograms samples that are native histograms
 * @param nameless samples of series without a metric name
 * @param staleMarkers markers of a series' end, which are written as plain NaN or not at all
 */
public record Lost(long histograms, long nameless, long staleMarkers) {
    public static final Lost NOTHING = new Lost(0, 0, 0);

    /** Returns the samples lost altogether. */
    public long samples() {
        return histograms + nameless + staleMarkers;
    }

    /** Returns one phrase for each thing lost, for example {@code 3 native histogram samples}. */
    public List<String> phrases() {
        List<String> phrases = new ArrayList<>();
        if (histograms > 0) {
            phrases.add(Counts.of(histograms, "native histogram sample"));
        }
        if (nameless > 0) {
            phrases.add(Counts.of(nameless, "sample") + " without a metric name");
        }
        if (staleMarkers > 0) {
            phrases.add(Counts.of(staleMarkers, "stale marker"));
        }
        return phrases;
    }
}
