package io.promsh.fetch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a part is asked for again. */
@FunctionalInterface
public interface Waits {
    /** The longest wait of our own choice; a server may ask for more. */
    long LONGEST_MILLIS = 30_000;

    /** Doubles from half a second to half a minute; each is drawn from its upper half, so that many readers do not come at once. */
    Waits JITTERED = tried -> {
        long most = Math.min(LONGEST_MILLIS, 500L << Math.min(tried, 10));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    };

    /** Returns the wait after so many failures of a part, 1 or more. */
    Duration after(int tried);
}
