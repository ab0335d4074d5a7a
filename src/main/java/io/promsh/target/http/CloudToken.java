package io.promsh.target.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;

/**
 * What a Grafana token says of itself. A cloud access-policy token is {@code glc_} and JSON in base64: organisation, name, region
 * and the key, which is never kept. A service-account token of a Grafana instance is {@code glsa_} and tells nothing.
 *
 * @param organisation number of the organisation, or empty
 * @param name the token's name within its access policy, or empty
 * @param region for example {@code us}, or empty
 */
public record CloudToken(Kind kind, String organisation, String name, String region) {
    private static final String CLOUD = "glc_";
    private static final String SERVICE_ACCOUNT = "glsa_";
    private static final JsonFactory JSON = new JsonFactory();

    /** What a token is for. */
    public enum Kind {
        /** Opens Grafana Cloud's own interfaces: metrics, logs, traces of a stack. */
        CLOUD_ACCESS_POLICY,
        /** Opens the HTTP interface of one Grafana instance. */
        GRAFANA_SERVICE_ACCOUNT,
        /** Neither. */
        OTHER
    }

    /** Reads a token; whatever cannot be read is empty. */
    public static CloudToken describe(String token) {
        String trimmed = token.strip();
        if (trimmed.startsWith(SERVICE_ACCOUNT)) {
            return new CloudToken(Kind.GRAFANA_SERVICE_ACCOUNT, "", "", "");
        }
        if (!trimmed.startsWith(CLOUD)) {
            return new CloudToken(Kind.OTHER, "", "", "");
        }
        try (JsonParser json = JSON.createParser(decode(trimmed.substring(CLOUD.length())))) {
            return read(json);
        } catch (IOException | IllegalArgumentException e) {
            return new CloudToken(Kind.CLOUD_ACCESS_POLICY, "", "", "");
        }
    }

    /** Both alphabets of base64, with padding and without. */
    private static byte[] decode(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '=' && !Character.isWhitespace(c)) {
                plain.append(c == '-' ? '+' : c == '_' ? '/' : c);
            }
        }
        return Base64.getDecoder().decode(plain.toString());
    }

    private static CloudToken read(JsonParser json) throws IOException {
        String organisation = "";
        String name = "";
        String region = "";
        if (json.nextToken() == JsonToken.START_OBJECT) {
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                switch (field) {
                    case "o" -> organisation = Json.text(json);
                    case "n" -> name = Json.text(json);
                    case "m" -> region = Json.strings(json).getOrDefault("r", "");
                    default -> json.skipChildren();
                }
            }
        }
        return new CloudToken(Kind.CLOUD_ACCESS_POLICY, organisation, name, region);
    }

    /** Returns what the token is and says of itself, for display. */
    public String words() {
        return switch (kind) {
            case GRAFANA_SERVICE_ACCOUNT -> "a service-account token of a Grafana instance (glsa_)";
            case OTHER -> "no token of Grafana's (neither glc_ nor glsa_)";
            case CLOUD_ACCESS_POLICY ->
                "a cloud access-policy token (glc_)"
                        + part(", organisation ", organisation)
                        + part(", name ", name)
                        + part(", region ", region)
                        + (organisation.isEmpty() && name.isEmpty() ? ", which cannot be read: is it complete?" : "");
        };
    }

    private static String part(String word, String value) {
        return value.isEmpty() ? "" : word + value;
    }
}
