package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.model.TimeRange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is to be recovered.
 *
 * @param local name of the target that lost samples
 * @param sources names of targets, or paths of data directories, in the order in which they are preferred
 * @param selectors which series
 * @param window where to look for the loss, half-open
 * @param destination the local server's data directory, or {@code volume:NAME}
 * @param strip labels that the sources add, to be taken off; others are found out
 */
public record RecoveryRequest(
        String local,
        List<String> sources,
        List<String> selectors,
        TimeRange window,
        String destination,
        List<String> strip) {
    public RecoveryRequest {
        sources = List.copyOf(sources);
        selectors = List.copyOf(selectors);
        strip = List.copyOf(strip);
    }

    /** Returns the same with paths that hold in whatever folder it is gone on with; {@code isTarget} tells names from paths. */
    RecoveryRequest withWholePaths(Predicate<String> isTarget) {
        List<String> whole = sources.stream()
                .map(source -> isTarget.test(source) ? source : absolute(source))
                .toList();
        String place = destination.startsWith(Workshop.VOLUME) ? destination : absolute(destination);
        return new RecoveryRequest(local, whole, selectors, window, place, strip);
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object();
        node.put("local", local).put("destination", destination);
        node.put("start", window.start().toEpochMilli()).put("end", window.end().toEpochMilli());
        node.set("sources", Json.list(sources));
        node.set("selectors", Json.list(selectors));
        node.set("strip", Json.list(strip));
        return node;
    }

    static RecoveryRequest of(JsonNode node) {
        return new RecoveryRequest(
                node.path("local").asText(),
                Json.texts(node.path("sources")),
                Json.texts(node.path("selectors")),
                new TimeRange(
                        Instant.ofEpochMilli(node.path("start").asLong()),
                        Instant.ofEpochMilli(node.path("end").asLong())),
                node.path("destination").asText(),
                Json.texts(node.path("strip")));
    }
}
