package io.promsh.volume.watch;

import java.util.Map;
import java.util.TreeMap;

/**
 * A number that a check read.
 *
 * @param gauge one of {@link Gauge}
 */
public record Reading(Gauge gauge, Map<String, String> labels, double value) {
    public Reading {
        labels = new TreeMap<>(labels);
    }
}
