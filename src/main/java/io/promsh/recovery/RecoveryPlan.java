package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a recovery is going to do.
 *
 * @param windows what is lost and can be put in place now, in order of time
 * @param later what is lost and still in the server's memory range: to be recovered a few hours later; often empty
 * @param series how many series the sources have in it
 * @param samples about how many samples are missing
 * @param bytes about what the blocks will take
 * @param duration about how long it takes, besides the server's wait
 * @param checks what was looked at
 */
public record RecoveryPlan(
        List<LostWindow> windows,
        Optional<TimeRange> later,
        long series,
        long samples,
        long bytes,
        Duration duration,
        Map<String, List<String>> stripped,
        List<Check> checks) {
    public RecoveryPlan {
        windows = List.copyOf(windows);
        stripped = Map.copyOf(stripped);
        checks = List.copyOf(checks);
    }

    /** Returns the checks that stand against it; none when it may go on. */
    public List<Check> refusals() {
        return checks.stream()
                .filter(check -> check.verdict() == Check.Verdict.REFUSED)
                .toList();
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object();
        windows.forEach(window -> node.withArray("windows").add(window.toJson()));
        later.ifPresent(range -> node.put("laterStart", range.start().toEpochMilli())
                .put("laterEnd", range.end().toEpochMilli()));
        node.put("series", series).put("samples", samples).put("bytes", bytes).put("millis", duration.toMillis());
        ObjectNode strip = node.putObject("stripped");
        stripped.forEach((source, labels) -> strip.set(source, Json.list(labels)));
        checks.forEach(check -> node.withArray("checks").add(check.toJson()));
        return node;
    }

    static RecoveryPlan of(JsonNode node) {
        List<LostWindow> windows = new ArrayList<>();
        node.path("windows").forEach(window -> windows.add(LostWindow.of(window)));
        List<Check> checks = new ArrayList<>();
        node.path("checks").forEach(check -> checks.add(Check.of(check)));
        Map<String, List<String>> stripped = new TreeMap<>();
        node.path("stripped").properties().forEach(entry -> stripped.put(entry.getKey(), Json.texts(entry.getValue())));
        Optional<TimeRange> later = node.has("laterEnd")
                ? Optional.of(new TimeRange(
                        Instant.ofEpochMilli(node.path("laterStart").asLong()),
                        Instant.ofEpochMilli(node.path("laterEnd").asLong())))
                : Optional.empty();
        return new RecoveryPlan(
                windows,
                later,
                node.path("series").asLong(),
                node.path("samples").asLong(),
                node.path("bytes").asLong(),
                Duration.ofMillis(node.path("millis").asLong()),
                stripped,
                checks);
    }
}
