package io.promsh.target.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Sends questions to one target and hands the answers over as they stream in. The client is made at the first question. */
public final class Wire implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final TargetSpec spec;
    private final WireOptions options;
    private final HttpUrl base;
    private final Login login;
    private final Secrets secrets;
    private final FailureMapper failures;
    private final Trunk trunk;
    private volatile boolean postRefused;

    /** Takes a good answer in. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(Reply reply) throws IOException;
    }

    /** What wires to one server share. */
    private static final class Trunk {
        private final Set<Running> running = ConcurrentHashMap.newKeySet();
        private volatile @Nullable OkHttpClient client;
    }

    /** A wire whose questions carry the target's user and token. */
    public Wire(TargetSpec spec, WireOptions options) {
        this(spec, options, new TokenLogin(spec.credentials()));
    }

    /** A wire with another way of logging in. */
    public Wire(TargetSpec spec, WireOptions options, Login login) {
        this(spec, options, HttpClients.base(spec), login, new Trunk());
    }

    private Wire(TargetSpec spec, WireOptions options, HttpUrl base, Login login, Trunk trunk) {
        this.spec = spec;
        this.options = options;
        this.base = base;
        this.login = login;
        this.secrets = new Secrets(spec, login);
        this.failures = new FailureMapper(base);
        this.trunk = trunk;
    }

    /** Returns a wire to a path below this one's; it shares connections, login and cancellation. */
    public Wire below(String... segments) {
        HttpUrl.Builder lower = base.newBuilder();
        for (String segment : segments) {
            lower.addPathSegment(segment);
        }
        return new Wire(spec, options, lower.build(), login, trunk);
    }

    /** Returns this wire with another way of logging in. */
    public Wire with(Login other) {
        return new Wire(spec, options, base, other, trunk);
    }

    public HttpUrl base() {
        return base;
    }

    public WireOptions options() {
        return options;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** Makes something of a refusal; null where it is a failure all the same. */
    @FunctionalInterface
    public interface RefusalReading<T> {
        @Nullable
        T read(Refusal refusal);
    }

    /** Asks, tries again where the server is busy, and returns what {@code reading} makes of the answer. */
    public <T> T ask(Ask ask, Reading<T> reading) {
        return ask(ask, reading, refusal -> null);
    }

    /** Asks as {@link #ask(Ask, Reading)} does, and lets {@code refused} look at a refusal before it becomes a failure. */
    public <T> T ask(Ask ask, Reading<T> reading, RefusalReading<T> refused) {
        Running question = new Running();
        trunk.running.add(question);
        try {
            return tries(ask, reading, refused, question);
        } finally {
            trunk.running.remove(question);
        }
    }

    private <T> T tries(Ask ask, Reading<T> reading, RefusalReading<T> refused, Running question) {
        boolean renewed = false;
        for (int tried = 1; ; tried++) {
            boolean post = ask.isBytes() || (ask.isForm() && !postRefused);
            Request.Builder request = request(ask, post);
            String mark = login.sign(request);
            Call call = client().newCall(request.build());
            call.timeout().timeout(Math.max(1, ask.timeout().toMillis()), TimeUnit.MILLISECONDS);
            question.now(call);
            Refusal refusal;
            try (Response response = call.execute()) {
                login.heard(response);
                if (response.isSuccessful()) {
                    return take(response, reading, call);
                }
                refusal = Refusal.read(response, secrets);
            } catch (IOException e) {
                if (question.isCancelled() || Thread.currentThread().isInterrupted()) {
                    throw Failure.interrupted();
                }
                throw failures.of(e, ask);
            } catch (ReportedError e) {
                throw failures.of(Refusal.of(200, e.errorType(), Refusal.shorten(secrets.mask(e.error()))), ask);
            }
            if (ask.isForm() && post && refusal.status() == 405) {
                postRefused = true;
                continue;
            }
            if (!renewed && login.renew(refusal, mark)) {
                renewed = true;
                continue;
            }
            Duration wait = ask.isOnce() ? null : RetryPolicy.waitAfter(refusal, tried);
            if (wait == null) {
                return settle(ask, refused, refusal);
            }
            question.await(options.pause(), wait);
        }
    }

    private <T> T settle(Ask ask, RefusalReading<T> refused, Refusal refusal) {
        Failure meaning = login.meaning(refusal);
        if (meaning != null) {
            throw meaning;
        }
        T made = refused.read(refusal);
        if (made != null) {
            return made;
        }
        throw failures.of(refusal, ask);
    }

    private <T> T take(Response response, Reading<T> reading, Call call) throws IOException {
        String type = response.header("Content-Type");
        boolean binary = type != null && type.contains("protobuf");
        if ((type != null && type.startsWith("text/html")) || (!binary && startsLikeAPage(response))) {
            throw FailureMapper.page(response.code());
        }
        Reply reply = new Reply(response, options.bound());
        T taken = reading.read(reply);
        if (reply.isLeftUnread()) {
            // Closing alone would first try to read the rest, so as to keep the connection.
            call.cancel();
        }
        return taken;
    }

    /** Looks at what has come so far: a page does not always say what it is. */
    private static boolean startsLikeAPage(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (!source.request(1)) {
            return false;
        }
        Buffer come = source.getBuffer();
        for (long i = 0; i < come.size(); i++) {
            byte next = come.getByte(i);
            if (next > ' ') {
                return next == '<';
            }
        }
        return false;
    }

    private Request.Builder request(Ask ask, boolean post) {
        Request.Builder request = headed(ask.url(base, !post)).header("Accept", "application/json");
        if (post) {
            request.post(ask.body());
        }
        ask.json().ifPresent(text -> request.post(RequestBody.create(text.getBytes(UTF_8), JSON)));
        if (HttpClients.isLoopback(base)) {
            // Packing costs the server several times what the wire would, where there is no wire.
            request.header("Accept-Encoding", "identity");
        }
        ask.headers().forEach(request::header);
        return request;
    }

    private Request.Builder headed(HttpUrl url) {
        Request.Builder request = new Request.Builder().url(url).header("User-Agent", options.userAgent());
        for (Map.Entry<String, String> header : spec.headers().entrySet()) {
            try {
                request.header(header.getKey(), header.getValue());
            } catch (IllegalArgumentException e) {
                // Its message holds the value: not a cause to keep.
                throw Failure.usage(
                        "the header " + header.getKey() + " holds a character that HTTP does not allow",
                        "type its value again, without line breaks");
            }
        }
        return request;
    }

    /** Starts a request that says who asks, with the login; for what is no question of this class, such as remote write. */
    public Request.Builder signed(HttpUrl url) {
        Request.Builder request = headed(url);
        login.sign(request);
        return request;
    }

    /** Makes a call of such a request with the target's own client. */
    public Call call(Request request) {
        return client().newCall(request);
    }

    private OkHttpClient client() {
        OkHttpClient made = trunk.client;
        if (made != null) {
            return made;
        }
        synchronized (trunk) {
            made = trunk.client;
            if (made == null) {
                made = HttpClients.make(spec, base, options);
                trunk.client = made;
            }
            return made;
        }
    }

    public void cancel() {
        for (Running question : trunk.running) {
            question.cancel();
        }
    }

    @Override
    public void close() {
        cancel();
        OkHttpClient made = trunk.client;
        if (made != null) {
            made.dispatcher().executorService().shutdown();
            made.connectionPool().evictAll();
        }
    }
}
