package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.model.TimeRange;
import java.time.Instant;

/**
 * A stretch of time in which the local target has less than a source.
 *
 * @param source the one that has most of it
 * @param present samples that the local target has in it
 * @param expected samples that the source has in it
 */
public record LostWindow(TimeRange window, String source, long present, long expected) {
    ObjectNode toJson() {
        return Json.object()
                .put("start", window.start().toEpochMilli())
                .put("end", window.end().toEpochMilli())
                .put("source", source)
                .put("present", present)
                .put("expected", expected);
    }

    static LostWindow of(JsonNode node) {
        return new LostWindow(
                new TimeRange(
                        Instant.ofEpochMilli(node.path("start").asLong()),
                        Instant.ofEpochMilli(node.path("end").asLong())),
                node.path("source").asText(),
                node.path("present").asLong(),
                node.path("expected").asLong());
    }
}
