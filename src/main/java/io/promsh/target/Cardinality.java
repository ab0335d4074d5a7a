package io.promsh.target;

import java.util.List;

/** Cardinality of the head block: totals and the largest by name. */
public record Cardinality(
        long series,
        long labelPairs,
        long chunks,
        List<Count> seriesByMetric,
        List<Count> valuesByLabel,
        List<Count> seriesByPair,
        List<Count> bytesByLabel) {
    public Cardinality {
        seriesByMetric = List.copyOf(seriesByMetric);
        valuesByLabel = List.copyOf(valuesByLabel);
        seriesByPair = List.copyOf(seriesByPair);
        bytesByLabel = List.copyOf(bytesByLabel);
    }

    /** A name with its count (or bytes). */
    public record Count(String name, long value) {}
}
