package io.promsh.docker.engine;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends requests to one engine, in the newest API version that both sides speak. */
final class EngineWire implements AutoCloseable {
    private static final int NEWEST_MINOR = 44;
    private static final int ANSWER_LIMIT_BYTES = 256 << 20;

    private final EngineAddress address;
    private final EngineFailures failures;
    /** Calls with an answer that is not over; a stream's until it is closed. */
    private final Set<Call> running = ConcurrentHashMap.newKeySet();

    private @Nullable OkHttpClient client;
    private String apiPath = "";

    /** Takes a good answer in. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Response response) throws IOException;
    }

    EngineWire(EngineAddress address) {
        this.address = address;
        this.failures = new EngineFailures(address);
    }

    /** A request: method, path without version, query, body (null for none), and how long the engine may keep silent. */
    record Ask(
            String method,
            String path,
            Map<String, String> query,
            @Nullable RequestBody body,
            Duration idle) {
        static Ask get(String path) {
            return new Ask("GET", path, Map.of(), null, EngineClient.IDLE);
        }

        static Ask post(String path) {
            return new Ask("POST", path, Map.of(), RequestBody.EMPTY, EngineClient.IDLE);
        }

        static Ask delete(String path) {
            return new Ask("DELETE", path, Map.of(), null, EngineClient.IDLE);
        }

        Ask with(String name, String value) {
            Map<String, String> more = new TreeMap<>(query);
            more.put(name, value);
            return new Ask(method, path, more, body, idle);
        }

        Ask with(RequestBody newBody) {
            return new Ask(method, path, query, newBody, idle);
        }

        Ask within(Duration newIdle) {
            return new Ask(method, path, query, body, newIdle);
        }
    }

    private synchronized OkHttpClient client() {
        if (client == null) {
            client = EngineClient.make(address);
        }
        return client;
    }

    /** Asks once which versions the engine speaks: an old fixed number is refused by new engines, a new one by old ones. */
    private synchronized String apiPath() {
        if (apiPath.isEmpty()) {
            String offered = send(Ask.get("/_ping").within(EngineClient.FIRST_WORD), "", response -> {
                String version = response.header("Api-Version");
                return version == null ? "" : version;
            });
            apiPath = "/v1." + Math.min(NEWEST_MINOR, minor(offered));
        }
        return apiPath;
    }

    private static int minor(String version) {
        return version.matches("1\\.[0-9]{1,4}") ? Integer.parseInt(version.substring(2)) : 24;
    }

    /** Sends and returns what {@code reading} makes of a good answer. */
    <T> T send(Ask ask, Reading<T> reading) {
        return send(ask, apiPath(), reading);
    }

    /** Sends; empty where the engine says 404. */
    <T> Optional<T> find(Ask ask, Reading<T> reading) {
        String prefix = apiPath();
        Call call = call(ask, prefix);
        try (Response response = call.execute()) {
            // 301: a name that no path can hold.
            if (response.code() == 404 || response.code() == 301) {
                return Optional.empty();
            }
            return Optional.of(taken(response, ask, reading));
        } catch (IOException e) {
            throw failures.of(e, call.isCanceled(), ask.method() + " " + ask.path());
        } finally {
            running.remove(call);
        }
    }

    Node json(Ask ask) {
        return send(ask, EngineWire::node);
    }

    void run(Ask ask) {
        send(ask, response -> "");
    }

    static Node node(Response response) throws IOException {
        if (response.body().contentLength() > ANSWER_LIMIT_BYTES) {
            throw new IOException("an answer of " + response.body().contentLength() + " bytes");
        }
        return Node.parse(response.body().charStream());
    }

    private <T> T send(Ask ask, String prefix, Reading<T> reading) {
        Call call = call(ask, prefix);
        try (Response response = call.execute()) {
            return taken(response, ask, reading);
        } catch (IOException e) {
            throw failures.of(e, call.isCanceled(), ask.method() + " " + ask.path());
        } finally {
            running.remove(call);
        }
    }

    private <T> T taken(Response response, Ask ask, Reading<T> reading) throws IOException {
        // 304: it is already so.
        if (response.isSuccessful() || response.code() == 304) {
            return reading.read(response);
        }
        throw failures.refused(response, ask.path());
    }

    /** Opens an answer that is read as it comes; closing it early breaks it off at once. */
    InputStream open(Ask ask) {
        Call call = call(ask, apiPath());
        try {
            Response response = call.execute();
            if (!response.isSuccessful()) {
                try (response) {
                    throw failures.refused(response, ask.path());
                }
            }
            return new BreakableStream(call, response, failures, () -> running.remove(call));
        } catch (IOException | Failure e) {
            running.remove(call);
            if (e instanceof Failure failure) {
                throw failure;
            }
            throw failures.of((IOException) e, call.isCanceled(), ask.method() + " " + ask.path());
        }
    }

    private Call call(Ask ask, String prefix) {
        HttpUrl.Builder url = new HttpUrl.Builder()
                .scheme(address.tls().isPresent() ? "https" : "http")
                .host(address.host().isEmpty() || address.kind() == EngineAddress.Kind.SSH ? "docker" : address.host())
                .port(address.kind() == EngineAddress.Kind.TCP ? address.port() : 80)
                .encodedPath(prefix + ask.path());
        ask.query().forEach(url::addQueryParameter);
        Request request = new Request.Builder()
                .url(url.build())
                .method(ask.method(), ask.body())
                // Asked for gzip, the engine packs archives on one core: 28 s for 1 GB instead of 5.
                .header("Accept-Encoding", "identity")
                .header("Connection", "close")
                .header("User-Agent", "promsh")
                .build();
        Call call = client().newBuilder().readTimeout(ask.idle()).build().newCall(request);
        running.add(call);
        return call;
    }

    void cancel() {
        running.forEach(Call::cancel);
    }

    EngineFailures failures() {
        return failures;
    }

    @Override
    public void close() {
        cancel();
        synchronized (this) {
            if (client != null) {
                client.dispatcher().executorService().shutdown();
            }
        }
    }
}
