package io.promsh.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.promsh.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON that may lack anything: a missing or wrong thing is empty. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Parses a document. Throws a failure that names {@code what} when it is no JSON object. */
    static JsonNode parse(String text, String what) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw Failure.failed(
                            what + " is no JSON" + place,
                            "export the dashboard from Grafana: Share, Export, Save to file")
                    .withCause(e);
        }
        if (node == null || !node.isObject()) {
            throw Failure.failed(
                    what + " holds no JSON object", "a dashboard is an object with panels or a spec in it");
        }
        return node;
    }

    /** Returns text or a number as text, else empty. */
    static String text(JsonNode node, String... path) {
        JsonNode found = at(node, path);
        return found.isValueNode() && !found.isNull() ? found.asText() : "";
    }

    static boolean flag(JsonNode node, String... path) {
        return at(node, path).asBoolean(false);
    }

    static JsonNode at(JsonNode node, String... path) {
        JsonNode here = node;
        for (String step : path) {
            here = here.path(step);
        }
        return here;
    }

    /** Returns a value or the values of an array as texts, empty ones left out. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(entry -> texts.addAll(texts(entry)));
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isEmpty()) {
            texts.add(node.asText());
        }
        return texts;
    }

    /** Returns the first of these that is there. */
    static JsonNode first(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            if (!node.isMissingNode() && !node.isNull()) {
                return node;
            }
        }
        return MissingNode.getInstance();
    }

    /** Returns the data source that a node names: an object, or in old dashboards its name alone. */
    static DataSource dataSource(JsonNode node) {
        if (node.isObject()) {
            String name = text(node, "uid");
            return new DataSource(text(node, "type"), name.isEmpty() ? text(node, "name") : name);
        }
        return new DataSource("", node.isTextual() ? node.asText() : "");
    }
}
