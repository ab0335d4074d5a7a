package io.promsh.target.http;

import io.promsh.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of trying one way in: the status and what the server says, or the failure on the way. */
public final class Visit {
    private final Wire wire;
    private int status;
    private String says = "";
    private @Nullable Failure failure;
    private Optional<Duration> skew = Optional.empty();
    private boolean page;

    private Visit(Wire wire) {
        this.wire = wire;
    }

    /** Asks something whose answer {@code reading} takes in, or throws. */
    public static Visit of(Wire wire, Ask ask, Wire.Reading<Boolean> reading) {
        return new Visit(wire).go(ask, reading);
    }

    /** Asks something whose answer may be anything. */
    public static Visit any(Wire wire, Ask ask) {
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
                        skew = ClockSkew.of(
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

    public boolean isGood() {
        return failure == null;
    }

    /** Returns the failure; of a good visit an empty one. */
    public Failure failure() {
        Failure failed = failure;
        return failed == null ? Failure.failed("", "") : failed;
    }

    /** Returns the HTTP status, or 0 where none came. */
    public int status() {
        return status;
    }

    public boolean isPage() {
        return page;
    }

    public boolean isDenied() {
        return status == 401 || status == 403;
    }

    public boolean isNotFound() {
        return status == 404 || page || (status >= 301 && status <= 308);
    }

    public boolean saysAny(String... words) {
        String all = (says + " " + failure().message()).toLowerCase(java.util.Locale.ROOT);
        for (String word : words) {
            if (all.contains(word)) {
                return true;
            }
        }
        return false;
    }

    public Optional<Duration> skew() {
        return skew;
    }

    /** Returns what came back in a few words, for example {@code 401: Unauthorized}. */
    public String result() {
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
