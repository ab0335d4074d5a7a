package io.promsh.target.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** When a refused question is asked again, and after how long. */
final class RetryPolicy {
    private static final int MOST_TRIES = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final long FIRST_WAIT_MILLIS = 300;

    private RetryPolicy() {}

    /** Returns how long to wait before try {@code tried + 1}, or null when the refusal stands. */
    static @Nullable Duration waitAfter(Refusal refusal, int tried) {
        boolean busy = refusal.status() == 429
                || (refusal.status() == 503 && !refusal.retryAfter().isEmpty());
        if (!busy || tried >= MOST_TRIES) {
            return null;
        }
        if (refusal.retryAfter().isEmpty()) {
            long most = FIRST_WAIT_MILLIS << tried;
            return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2));
        }
        Duration asked = seconds(refusal.retryAfter());
        return asked == null || asked.compareTo(LONGEST_WAIT) > 0 ? null : asked;
    }

    static @Nullable Duration seconds(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
