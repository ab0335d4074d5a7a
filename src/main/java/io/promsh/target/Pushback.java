package io.promsh.target;

import java.time.Duration;
import java.util.Optional;

/** The cause of a failure by which a server asks to be left alone for a while, or is not up to it just now. */
public final class Pushback extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfterMillis;

    /**
     * A refusal with its status.
     *
     * @param retryAfter what the server asks for, or empty
     */
    public Pushback(int status, Optional<Duration> retryAfter) {
        super("status " + status, null, false, false);
        this.status = status;
        this.retryAfterMillis = retryAfter.map(Duration::toMillis).orElse(-1L);
    }

    /** Returns the HTTP status: 429 or 5xx. */
    public int status() {
        return status;
    }

    /** Returns how long the server asks to wait, or empty. */
    public Optional<Duration> retryAfter() {
        return retryAfterMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retryAfterMillis));
    }
}
