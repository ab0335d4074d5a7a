package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the proof says.
 *
 * @param before samples that the local server had in the windows
 * @param fetched samples that were put in
 * @param after samples that it serves now
 * @param seriesGood series whose samples are all the expected ones
 * @param seriesDiffering the others
 * @param differing some of these, with what is wrong
 */
public record ProofFigures(
        long before, long fetched, long after, long seriesGood, long seriesDiffering, List<String> differing) {
    public ProofFigures {
        differing = List.copyOf(differing);
    }

    static ProofFigures of(JsonNode facts) {
        return new ProofFigures(
                facts.path("before").asLong(),
                facts.path("fetched").asLong(),
                facts.path("after").asLong(),
                facts.path("seriesGood").asLong(),
                facts.path("seriesDiffering").asLong(),
                Json.texts(facts.path("differing")));
    }

    /** Returns whether everything is as it should be. */
    public boolean isPerfect() {
        return seriesDiffering == 0;
    }
}
