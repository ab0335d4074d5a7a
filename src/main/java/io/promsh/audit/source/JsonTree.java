package io.promsh.audit.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as the same tree as YAML; depth and sizes are bounded by the parser. */
final class JsonTree {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    JsonTree(Path file) {
        this.file = file;
    }

    Document read(String text) {
        String body = text.startsWith("\ufeff") ? text.substring(1) : text;
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() == null) {
                return Document.unreadable(Place.line(file, 1), "the file is empty");
            }
            Node root = value(json);
            if (json.nextToken() != null) {
                return Document.unreadable(place(json), "not JSON: something follows its end");
            }
            return new Document(file, Optional.of(root), problems);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            return Document.unreadable(new Place(file, line, column), "not JSON");
        } catch (IOException e) {
            return Document.unreadable(Place.line(file, 1), "the file cannot be read");
        }
    }

    private Node value(JsonParser json) throws IOException {
        Place place = place(json);
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(json, place);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(json));
            }
            return new Sequence(items, place, place(json).line(), "");
        }
        boolean isPlain = token != JsonToken.VALUE_STRING;
        return new Scalar(json.getText(), isPlain, false, place, place.line(), "");
    }

    private Mapping object(JsonParser json, Place place) throws IOException {
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Scalar key = new Scalar(
                    json.currentName(), false, false, place(json), place(json).line(), "");
            json.nextToken();
            if (entries.put(key.text(), new Mapping.Entry(key, value(json))) != null) {
                problems.add(new Problem(
                        Problem.Kind.DUPLICATE_KEY,
                        key.place(),
                        "the key '" + key.text() + "' stands here a second time"));
            }
        }
        return new Mapping(List.copyOf(entries.values()), place, place(json).line(), "");
    }

    private Place place(JsonParser json) {
        return new Place(
                file,
                json.currentTokenLocation().getLineNr(),
                json.currentTokenLocation().getColumnNr());
    }
}
