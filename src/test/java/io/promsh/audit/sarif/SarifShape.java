package io.promsh.audit.sarif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the schema of SARIF 2.1.0 asks of the objects that promsh writes. The schema allows no property that it does not name, and
 * so does this: a kind of object is its properties, each {@code name:type}, with {@code !} where it must be there and {@code []}
 * for an array. Types are kinds of objects, or {@code text}, {@code flag}, {@code line} (an integer from 1), {@code free}.
 */
public final class SarifShape {
    private static final Map<String, String> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("log", "$schema:text version:text! runs:run[]!"),
            Map.entry("run", "tool:tool! invocations:invocation[] results:result[] columnKind:text"),
            Map.entry("tool", "driver:driver!"),
            Map.entry("driver", "name:text! version:text rules:rule[]"),
            Map.entry(
                    "rule",
                    "id:text! shortDescription:words fullDescription:words help:words"
                            + " defaultConfiguration:configuration properties:free"),
            Map.entry("configuration", "level:level"),
            Map.entry("words", "text:text!"),
            Map.entry("invocation", "executionSuccessful:flag! toolExecutionNotifications:notification[]"),
            Map.entry("notification", "level:level message:words! associatedRule:reference"),
            Map.entry("reference", "id:text!"),
            Map.entry(
                    "result",
                    "ruleId:text level:level message:words! locations:location[] partialFingerprints:free fixes:fix[]"),
            Map.entry("location", "physicalLocation:physical logicalLocations:logical[] message:words"),
            Map.entry("physical", "artifactLocation:artifact! region:region"),
            Map.entry("artifact", "uri:text!"),
            Map.entry("region", "startLine:line! startColumn:line endLine:line endColumn:line"),
            Map.entry("logical", "fullyQualifiedName:text"),
            Map.entry("fix", "description:words artifactChanges:change[]!"),
            Map.entry("change", "artifactLocation:artifact! replacements:replacement[]!"),
            Map.entry("replacement", "deletedRegion:region! insertedContent:words")));

    private SarifShape() {}

    /** Fails with the path of the first thing that the schema would refuse. */
    public static void require(String sarif) throws IOException {
        JsonNode log = new ObjectMapper().readTree(sarif);
        object("log", log, "");
        assertEquals("2.1.0", log.path("version").asText());
        for (JsonNode run : log.path("runs")) {
            assertEquals("utf16CodeUnits", run.path("columnKind").asText());
        }
    }

    private static void object(String kind, JsonNode node, String path) {
        assertTrue(node.isObject(), () -> path + " is no object");
        Map<String, String> types = new TreeMap<>();
        for (String property : KINDS.getOrDefault(kind, "").split(" ", -1)) {
            String name = property.substring(0, property.indexOf(':'));
            types.put(name, property.substring(name.length() + 1).replace("!", ""));
            assertTrue(!property.endsWith("!") || node.has(name), () -> path + " lacks " + name);
        }
        node.properties().forEach(field -> {
            String at = path + "/" + field.getKey();
            String type = types.get(field.getKey());
            assertNotNull(type, () -> at + " is no property of " + kind);
            if (type.endsWith("[]")) {
                assertTrue(field.getValue().isArray(), () -> at + " is no array");
                int index = 0;
                for (JsonNode element : field.getValue()) {
                    value(type.replace("[]", ""), element, at + "/" + index++);
                }
            } else {
                value(type, field.getValue(), at);
            }
        });
    }

    private static void value(String type, JsonNode node, String path) {
        switch (type) {
            case "text" -> assertTrue(node.isTextual(), () -> path + " is no text");
            case "flag" -> assertTrue(node.isBoolean(), () -> path + " is no boolean");
            case "line" -> assertTrue(node.isInt() && node.intValue() >= 1, () -> path + " is " + node);
            case "level" -> assertTrue(node.asText().matches("none|note|warning|error"), () -> path + " is " + node);
            case "free" -> assertTrue(node.isObject(), () -> path + " is no object");
            default -> object(type, node, path);
        }
    }
}
