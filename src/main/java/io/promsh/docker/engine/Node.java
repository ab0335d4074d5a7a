package io.promsh.docker.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON value that answers gently: what is not there is an empty text, 0, false, or an empty list. */
final class Node {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Node NOTHING = new Node(null);

    /** A Map, a List, a String, a Number, a Boolean, or null. */
    private final @Nullable Object value;

    private Node(@Nullable Object value) {
        this.value = value;
    }

    static Node parse(String text) throws IOException {
        return parse(new StringReader(text));
    }

    static Node parse(Reader text) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            return read(json);
        }
    }

    private static Node read(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            return NOTHING;
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Node> fields = new LinkedHashMap<>();
                for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                    json.nextToken();
                    fields.put(name, read(json));
                }
                yield new Node(fields);
            }
            case START_ARRAY -> {
                List<Node> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(json));
                }
                yield new Node(elements);
            }
            case VALUE_STRING -> new Node(json.getText());
            case VALUE_NUMBER_INT -> new Node(json.getBigIntegerValue().longValue());
            case VALUE_NUMBER_FLOAT -> new Node(json.getDoubleValue());
            case VALUE_TRUE -> new Node(true);
            case VALUE_FALSE -> new Node(false);
            default -> NOTHING;
        };
    }

    Node at(String name) {
        return fields().getOrDefault(name, NOTHING);
    }

    boolean isThere() {
        return value != null;
    }

    String text() {
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }

    long whole() {
        return value instanceof Number number ? number.longValue() : 0;
    }

    boolean flag() {
        return Boolean.TRUE.equals(value);
    }

    @SuppressWarnings("unchecked") // only read() makes lists
    List<Node> elements() {
        return value instanceof List ? (List<Node>) value : List.of();
    }

    @SuppressWarnings("unchecked") // only read() makes maps
    Map<String, Node> fields() {
        return value instanceof Map ? (Map<String, Node>) value : Map.of();
    }

    /** Returns the texts of an array; a single text is a list of one, as Docker writes some commands. */
    List<String> texts() {
        if (value instanceof String single) {
            return List.of(single);
        }
        return elements().stream().map(Node::text).toList();
    }

    Map<String, String> textsByName() {
        Map<String, String> texts = new LinkedHashMap<>();
        fields().forEach((name, field) -> texts.put(name, field.text()));
        return texts;
    }

    /** Returns a time in RFC 3339 or in seconds since 1970; empty for the zero time, which Docker writes for never. */
    Optional<Instant> time() {
        if (value instanceof Number seconds) {
            return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
        }
        String text = text();
        if (text.isEmpty() || text.startsWith("0001-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
