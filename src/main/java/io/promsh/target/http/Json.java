package io.promsh.target.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Small readings that several answers share. Each starts at the first token of the value and ends at its last. */
public final class Json {
    private Json() {}

    /** Returns a string or number as text; empty for null and anything else. */
    public static String text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            json.skipChildren();
            return "";
        }
        return token == JsonToken.VALUE_NULL ? "" : json.getText();
    }

    public static Map<String, String> strings(JsonParser json) throws IOException {
        Map<String, String> map = new TreeMap<>();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return map;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            map.put(name, text(json));
        }
        return map;
    }

    /** Returns a time in RFC 3339; empty for the zero time, which servers write for never. */
    public static Optional<Instant> time(JsonParser json) throws IOException {
        String text = text(json);
        if (text.isEmpty() || text.startsWith("0001-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns a number of seconds as a duration; zero where there is no number. */
    public static Duration seconds(JsonParser json) throws IOException {
        String text = text(json);
        try {
            return text.isEmpty() ? Duration.ZERO : Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    public static long whole(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return json.getLongValue();
        }
        json.skipChildren();
        return 0;
    }
}
