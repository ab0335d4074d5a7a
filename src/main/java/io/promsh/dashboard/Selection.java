package io.promsh.dashboard;

import java.time.Duration;
import java.util.List;

/**
 * A selector that a dashboard uses, free of variables.
 *
 * @param selector PromQL: {@code node_load1{job="node"}}
 * @param metrics the metrics it can mean where they can be listed; empty when only a pattern is known
 * @param reach how far before a point it looks: its range and its offset
 * @param notes what was assumed, phrases
 */
public record Selection(
        String selector, List<String> metrics, Duration reach, Confidence confidence, List<String> notes) {
    public Selection {
        metrics = List.copyOf(metrics);
        notes = List.copyOf(notes);
    }
}
