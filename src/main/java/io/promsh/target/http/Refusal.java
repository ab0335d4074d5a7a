package io.promsh.target.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * An answer with a bad status code, read as far as it is of use.
 *
 * @param contentType media type in lower case, or empty
 * @param retryAfter the Retry-After header, or empty
 * @param location the Location header, or empty
 * @param errorType Prometheus's word for the kind of error, or empty
 * @param error what the server says: the error field of its JSON, or the first line of its text, at most 300 characters
 */
public record Refusal(
        int status, String contentType, String retryAfter, String location, String errorType, String error) {
    private static final long READ_BYTES = 64L << 10;
    private static final int SHOWN_CHARS = 300;
    private static final JsonFactory JSON = new JsonFactory();

    public static Refusal of(int status, String errorType, String error) {
        return new Refusal(status, "", "", "", errorType, error);
    }

    /** Reads an answer; secrets that the server echoes are masked here, before anything is cut. */
    public static Refusal read(Response response, Secrets secrets) throws IOException {
        Buffer body = new Buffer();
        BufferedSource source = response.body().source();
        while (body.size() < READ_BYTES && source.read(body, READ_BYTES - body.size()) >= 0) {
            // Goes on until the end or the bound.
        }
        String text = body.readUtf8();
        String contentType = header(response, "Content-Type").toLowerCase(Locale.ROOT);
        String[] named = contentType.contains("html") ? new String[] {"", ""} : fields(text);
        String error = named[1].isEmpty() ? firstLine(text) : named[1];
        return new Refusal(
                response.code(),
                contentType,
                header(response, "Retry-After"),
                secrets.mask(header(response, "Location")),
                named[0],
                shorten(secrets.mask(error)));
    }

    /** Returns whether the body is a web page. */
    public boolean isHtml() {
        return contentType.contains("html") || error.startsWith("<");
    }

    private static String header(Response response, String name) {
        String value = response.header(name);
        return value == null ? "" : value;
    }

    private static String firstLine(String text) {
        String trimmed = text.strip();
        int end = trimmed.indexOf('\n');
        return end < 0 ? trimmed : trimmed.substring(0, end).strip();
    }

    /** Cuts what a server says to a length that fits a message. */
    public static String shorten(String text) {
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    }

    /** Grafana answers several questions at once, each with an error of its own: the first one's, {@code errorType: error}. */
    private static void results(JsonParser json, String[] found) throws IOException {
        while (json.nextFieldName() != null) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
                if (isText && name.equals("error") && found[1].isEmpty()) {
                    String[] parts = split(json.getText());
                    found[0] = parts[0];
                    found[1] = parts[1];
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    /** Splits {@code bad_data: what is wrong} into kind and text; the kind is empty where there is none. */
    public static String[] split(String error) {
        int colon = error.indexOf(": ");
        boolean named = colon > 0;
        for (int i = 0; named && i < colon; i++) {
            char c = error.charAt(i);
            named = (c >= 'a' && c <= 'z') || c == '_';
        }
        return named ? new String[] {error.substring(0, colon), error.substring(colon + 2)} : new String[] {"", error};
    }

    /** Returns errorType and error (Grafana and gateways: message) of a JSON body, empty strings where there are none. */
    private static String[] fields(String text) {
        String[] found = {"", ""};
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return found;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken token = json.nextToken();
                boolean isText = token == JsonToken.VALUE_STRING;
                if (isText && name.equals("errorType")) {
                    found[0] = json.getText();
                } else if (isText && (name.equals("error") || (name.equals("message") && found[1].isEmpty()))) {
                    found[1] = json.getText();
                } else if (name.equals("results") && token == JsonToken.START_OBJECT) {
                    results(json, found);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            // No JSON after all: the first line has to do.
        }
        return found;
    }
}
