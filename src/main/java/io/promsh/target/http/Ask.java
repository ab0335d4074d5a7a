package io.promsh.target.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;

/** One question in the making: where it goes, its parameters, how long to wait. */
public final class Ask {
    private final String[] segments;
    private final boolean form;
    private final Duration timeout;
    private final List<String> parameters = new ArrayList<>();
    private String expression = "";
    private boolean fromRoot;
    private Optional<String> json = Optional.empty();
    private boolean once;
    private byte[] bytes = {};
    private Map<String, String> headers = Map.of();

    private Ask(boolean form, Duration timeout, String... segments) {
        this.segments = segments;
        this.form = form;
        this.timeout = timeout;
    }

    /** A question asked by GET; {@code segments} follow the base address, unescaped. */
    public static Ask get(Duration timeout, String... segments) {
        return new Ask(false, timeout, segments);
    }

    /** A question whose parameters travel as a form, so that they may be long; by GET where POST is refused. */
    public static Ask form(Duration timeout, String... segments) {
        return new Ask(true, timeout, segments);
    }

    /** A question that is a JSON text, by POST; parameters go into the address. */
    public static Ask json(Duration timeout, String body, String... segments) {
        Ask ask = new Ask(false, timeout, segments);
        ask.json = Optional.of(body);
        return ask;
    }

    /** A question whose body is these bytes, in the packing and of the kind that the headers say. */
    public static Ask bytes(Duration timeout, byte[] body, Map<String, String> headers, String... segments) {
        Ask ask = new Ask(false, timeout, segments);
        ask.bytes = body.clone();
        ask.headers = Map.copyOf(headers);
        return ask;
    }

    /** Asks once: whoever asks tries again by itself. */
    public Ask once() {
        once = true;
        return this;
    }

    boolean isOnce() {
        return once;
    }

    Map<String, String> headers() {
        return headers;
    }

    public Ask with(String name, String value) {
        parameters.add(name);
        parameters.add(value);
        return this;
    }

    public Ask with(String name, Instant time) {
        return with(name, seconds(time.toEpochMilli()));
    }

    public Ask with(String name, Duration duration) {
        return with(name, seconds(duration.toMillis()));
    }

    /** The expression asked about; the server's complaints point into it. */
    public Ask about(String newExpression) {
        this.expression = newExpression;
        return this;
    }

    /** The path starts at the host and not at the target's base address. */
    public Ask fromRoot() {
        fromRoot = true;
        return this;
    }

    public boolean isForm() {
        return form;
    }

    /** Returns the JSON text to send, or empty where the question is none. */
    Optional<String> json() {
        return json;
    }

    boolean isBytes() {
        return bytes.length > 0;
    }

    public Duration timeout() {
        return timeout;
    }

    public String expression() {
        return expression;
    }

    /** Returns the path for display, for example {@code /api/v1/query}. */
    public String path() {
        return "/" + String.join("/", segments);
    }

    public HttpUrl url(HttpUrl base, boolean withParameters) {
        HttpUrl.Builder url = base.newBuilder();
        if (fromRoot) {
            url.encodedPath("/");
        }
        for (String segment : segments) {
            url.addPathSegment(segment);
        }
        if (withParameters) {
            for (int i = 0; i < parameters.size(); i += 2) {
                url.addQueryParameter(parameters.get(i), parameters.get(i + 1));
            }
        }
        return url.build();
    }

    public RequestBody body() {
        if (bytes.length > 0) {
            return RequestBody.create(bytes, null);
        }
        FormBody.Builder body = new FormBody.Builder();
        for (int i = 0; i < parameters.size(); i += 2) {
            body.add(parameters.get(i), parameters.get(i + 1));
        }
        return body.build();
    }

    /** Writes milliseconds as seconds with as many decimals as they need. */
    public static String seconds(long millis) {
        long whole = Math.abs(millis) / 1000;
        long rest = Math.abs(millis) % 1000;
        StringBuilder out = new StringBuilder(16);
        if (millis < 0) {
            out.append('-');
        }
        out.append(whole);
        if (rest == 0) {
            return out.toString();
        }
        out.append('.').append(rest / 100);
        if (rest % 100 != 0) {
            out.append(rest / 10 % 10);
            if (rest % 10 != 0) {
                out.append(rest % 10);
            }
        }
        return out.toString();
    }
}
