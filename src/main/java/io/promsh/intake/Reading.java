package io.promsh.intake;

import io.promsh.model.MetricMetadata;
import java.util.List;
import java.util.Map;

/**
 * What was read, and what of it could not be carried.
 *
 * @param samples that were read; those outside the window are among them
 * @param series different ones
 * @param outside samples that lay outside the window
 * @param exemplars left: blocks hold none
 * @param histograms native histogram samples left: tables and JSON do not hold enough of them
 * @param metadata of the metric families, where files said something
 * @param earliest time of the first sample inside the window; {@link Long#MAX_VALUE} without any
 * @param latest time of the last one
 * @param notes what should be known beside, a sentence each
 */
public record Reading(
        long samples,
        long series,
        long outside,
        long exemplars,
        long histograms,
        Map<String, MetricMetadata> metadata,
        long earliest,
        long latest,
        List<String> notes) {
    public Reading {
        metadata = Map.copyOf(metadata);
        notes = List.copyOf(notes);
    }

    /** Returns whether there is no sample at all. */
    public boolean isEmpty() {
        return earliest > latest;
    }
}
