package io.promsh.target;

import io.promsh.model.Labels;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An active alert; {@code state} is pending or firing, {@code value} as spelled by the server. */
public record Alert(
        Labels labels, Map<String, String> annotations, String state, Optional<Instant> activeAt, String value) {
    public Alert {
        annotations = Map.copyOf(annotations);
    }
}
