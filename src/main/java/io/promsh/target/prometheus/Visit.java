package io.promsh.target.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of trying one way in: the status and what the server says, or the failure on the way. */
final class Visit {
    private final Wire wire;
    private int status;
    private String says = "";
    private @Nullable Failure failure;
    private Optional<Duration> skew = Optional.empty();
    private boolean page;

    private Visit(Wire wire) {
        this.wire = wire;
    }

    /** Asks something that answers in Prometheus's form. */
    static Visit json(Wire wire, Ask ask) {
        return new Visit(wire).go(ask, reply -> {
            Envelope.read(reply, Visit::skip);
            return true;
        });
    }

    /** Asks something whose answer may be anything. */
    static Visit any(Wire wire, Ask ask) {
        return new Visit(wire).go(ask, reply -> {
            reply.body().readNBytes(4096);
            return true;
        });
    }

    private Visit go(Ask ask, Wire.Reading<Boolean> reading) {
        Instant asked = wire.options().clock().instant();
        try {
            wire.ask(
                    ask,
                    reply -> {
                        status = 200;
                        skew = IdentityReading.skew(
                                reply.header("Date"),
                                asked,
                                wire.options().clock().instant());
                        return reading.read(reply);
                    },
                    refusal -> {
                        status = refusal.status();
                        says = refusal.isHtml() ? "a web page" : refusal.error();
                        page = refusal.isHtml();
                        return null;
                    });
        } catch (Failure failed) {
            failure = failed;
            page |= FailureMapper.isPage(failed);
        }
        return this;
    }

    private static boolean skip(JsonParser json) throws IOException {
        json.skipChildren();
        return true;
    }

    boolean isGood() {
        return failure == null;
    }

    /** Returns the failure; of a good visit an empty one. */
    Failure failure() {
        Failure failed = failure;
        return failed == null ? Failure.failed("", "") : failed;
    }

    /** Returns the HTTP status, or 0 where none came. */
    int status() {
        return status;
    }

    boolean isPage() {
        return page;
    }

    boolean isDenied() {
        return status == 401 || status == 403;
    }

    boolean isNotFound() {
        return status == 404 || page || (status >= 301 && status <= 308);
    }

    boolean saysAny(String... words) {
        String all = (says + " " + failure().message()).toLowerCase(java.util.Locale.ROOT);
        for (String word : words) {
            if (all.contains(word)) {
                return true;
            }
        }
        return false;
    }

    Optional<Duration> skew() {
        return skew;
    }

    /** Returns what came back in a few words, for example {@code 401: Unauthorized}. */
    String result() {
        if (isGood()) {
            return Integer.toString(status);
        }
        if (status == 0 || (status >= 301 && status <= 308)) {
            return failure().message();
        }
        String words = says.isEmpty() ? (page ? "a web page" : failure().message()) : says;
        return status + ": " + words;
    }
}
