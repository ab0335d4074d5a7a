package io.promsh.target.prometheus;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.RemoteWriter;
import io.promsh.target.WriteBatch;
import io.promsh.target.http.Pause;
import io.promsh.target.http.Refusal;
import io.promsh.target.http.TokenLogin;
import io.promsh.target.http.TransportFailures;
import io.promsh.target.http.Wire;
import io.promsh.target.http.WireOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Remote write to Prometheus, Mimir and Grafana Cloud, Thanos receive, VictoriaMetrics. Begins with version 2.0 and falls back to 1.0
 * where the receiver refuses it (415) or does not say what it stored, as one that knows 1.0 alone does. One batch at a time.
 */
public final class HttpRemoteWriter implements RemoteWriter {
    private static final MediaType FIRST = MediaType.get("application/x-protobuf");
    private static final MediaType SECOND =
            MediaType.get("application/x-protobuf;proto=io.prometheus.write.v2.Request");
    private static final String STORED = "X-Prometheus-Remote-Write-Samples-Written";
    private static final String STORED_HISTOGRAMS = "X-Prometheus-Remote-Write-Histograms-Written";
    /** Said with a status that usually passes, and will not. */
    private static final String NO_HISTOGRAMS = "native histograms are disabled";

    /** A receiver that has never answered is given up soon; one that has may be restarting. */
    private static final int TRIES_AT_FIRST = 3;

    private static final int TRIES_LATER = 12;
    private static final Set<Integer> NOT_HERE = Set.of(404, 405);
    private static final long FIRST_WAIT_MILLIS = 250;
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final long LONGEST_ASKED_SECONDS = 300;

    private final Wire wire;
    private final Pause pause;
    private final Duration timeout;
    private final List<HttpUrl> places;
    private final WriteRequests requests = new WriteRequests();
    private final Object lock = new Object();
    private int place;
    private boolean second = true;
    private boolean proven;
    private volatile boolean cancelled;
    private volatile @Nullable Call running;

    HttpRemoteWriter(TargetSpec spec, WireOptions options) {
        this.wire = new Wire(spec, options, new TokenLogin(spec.credentials()));
        this.pause = options.pause();
        this.timeout = options.timeout();
        this.places = WritePaths.of(wire.base());
    }

    /** A writer with the system's clock. Throws a usage failure when the address is none. */
    public static HttpRemoteWriter open(TargetSpec spec) {
        return new HttpRemoteWriter(spec, WireOptions.of(Clock.systemUTC(), "promsh"));
    }

    @Override
    public String address() {
        return TransportFailures.shown(places.get(place));
    }

    @Override
    public Written write(WriteBatch batch) {
        int tries = 0;
        while (true) {
            tries++;
            Answer answer = send(batch);
            if (answer.isGood()) {
                if (second && answer.stored < 0) {
                    // 2.0 wants to be told what was stored. Silence comes from a receiver that read the message as 1.0:
                    // empty.
                    second = false;
                    continue;
                }
                proven = true;
                return new Written(answer.stored < 0 ? batch.samples() : answer.stored, second ? "2.0" : "1.0", tries);
            }
            Refusal refusal = answer.refusal;
            if (refusal != null && second && !proven && (refusal.status() == 415 || refusal.status() == 400)) {
                second = false;
                continue;
            }
            if (refusal != null && !proven && NOT_HERE.contains(refusal.status()) && place + 1 < places.size()) {
                place++;
                continue;
            }
            Duration wait = waitAfter(answer, tries);
            if (wait == null) {
                throw failure(answer);
            }
            await(wait);
        }
    }

    /** What came back: stored samples or -1 when not said; else a refusal; else an exception. */
    private record Answer(
            long stored,
            @Nullable Refusal refusal,
            @Nullable IOException broken) {
        boolean isGood() {
            return refusal == null && broken == null;
        }
    }

    private Answer send(WriteBatch batch) {
        byte[] body = second ? requests.second(batch) : requests.first(batch);
        Request request = wire.signed(places.get(place))
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", second ? "2.0.0" : "0.1.0")
                .post(RequestBody.create(body, second ? SECOND : FIRST))
                .build();
        Call call = wire.call(request);
        call.timeout().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        running = call;
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw Failure.interrupted();
        }
        try (Response response = call.execute()) {
            return response.isSuccessful()
                    ? new Answer(stored(response), null, null)
                    : new Answer(-1, Refusal.read(response, wire.secrets()), null);
        } catch (IOException e) {
            if (cancelled || Thread.currentThread().isInterrupted()) {
                throw Failure.interrupted();
            }
            return new Answer(-1, null, e);
        } finally {
            running = null;
        }
    }

    private static long stored(Response response) {
        long samples = number(response.header(STORED));
        long histograms = number(response.header(STORED_HISTOGRAMS));
        return samples < 0 ? histograms : samples + Math.max(0, histograms);
    }

    private static long number(@Nullable String said) {
        return said != null && said.matches("[0-9]{1,15}") ? Long.parseLong(said) : -1;
    }

    /** Growing pauses with chance in them, or what the receiver asks for; null when it is no use. */
    private @Nullable Duration waitAfter(Answer answer, int tries) {
        Refusal refusal = answer.refusal;
        boolean isPassing = refusal == null
                || refusal.status() == 429
                || (refusal.status() >= 500 && !refusal.error().contains(NO_HISTOGRAMS));
        if (!isPassing || tries >= (proven ? TRIES_LATER : TRIES_AT_FIRST)) {
            return null;
        }
        if (refusal != null && refusal.retryAfter().matches("[0-9]{1,6}")) {
            long seconds = Long.parseLong(refusal.retryAfter());
            return seconds > LONGEST_ASKED_SECONDS ? null : Duration.ofSeconds(seconds);
        }
        long most = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << tries);
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2));
    }

    private void await(Duration wait) {
        try {
            synchronized (lock) {
                if (!cancelled) {
                    pause.await(lock, wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
        if (cancelled) {
            throw Failure.interrupted();
        }
    }

    private Failure failure(Answer answer) {
        Refusal refusal = answer.refusal;
        if (refusal == null) {
            String why = answer.broken == null ? "" : ": " + answer.broken.getMessage();
            return Failure.unreachable(
                    address() + " cannot be reached" + why,
                    "is it up, and is the address right? try: session diagnose");
        }
        String said = refusal.error().isEmpty() || refusal.isHtml() ? "" : ": " + refusal.error();
        String message = address() + " refused the samples with HTTP " + refusal.status() + said;
        int status = refusal.status();
        if (status == 401 || status == 403 || status == 407) {
            return Failure.denied(message, "this login may not write: give one that may in .env or with connect");
        }
        if (NOT_HERE.contains(status)) {
            return Failure.failed(
                    message,
                    "Prometheus needs --web.enable-remote-write-receiver; elsewhere give the whole address, such as"
                            + " http://mimir:9009/api/v1/push");
        }
        if (said.contains(NO_HISTOGRAMS)) {
            return Failure.failed(
                    message,
                    "start it with --enable-feature=native-histograms, or import blocks into its data directory; what is"
                            + " sent before the first histogram is there");
        }
        if (status >= 500 || status == 429) {
            return Failure.unreachable(message, "run the same line again when it is well");
        }
        boolean isLate = said.contains("out of order") || said.contains("out of bounds") || said.contains("too old");
        return Failure.of(
                FailureKind.FAILED,
                message,
                isLate
                        ? "it takes no old samples: set storage.tsdb.out_of_order_time_window there, or import blocks into"
                                + " its data directory"
                        : "");
    }

    @Override
    public void cancel() {
        cancelled = true;
        Call call = running;
        if (call != null) {
            call.cancel();
        }
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
