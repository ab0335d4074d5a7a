package io.promsh.target;

import io.promsh.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An alerting or recording rule; {@code type} is alerting or recording, {@code state} empty for recording rules. */
public record Rule(
        String file,
        String group,
        String name,
        String type,
        String expression,
        Labels labels,
        Duration holdFor,
        String state,
        String health,
        String lastError,
        Optional<Instant> lastEvaluation,
        Duration evaluationTime) {}
