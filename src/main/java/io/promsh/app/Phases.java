package io.promsh.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the time of the start went, for {@code --timing}. Measuring costs nothing until somebody asks. */
final class Phases {
    private final Clock clock;
    private final long begunNanos = System.nanoTime();
    private final Map<String, Duration> ended = new LinkedHashMap<>();
    private long lastNanos = begunNanos;
    private boolean taken;

    Phases(Clock clock) {
        this.clock = clock;
    }

    /** Ends the phase that ran since the last one ended. */
    void end(String name) {
        long now = System.nanoTime();
        ended.merge(name, Duration.ofNanos(now - lastNanos), Duration::plus);
        lastNanos = now;
    }

    /** Returns the phases, at the first call that of the JVM's own start as well; later calls return nothing. */
    Map<String, Duration> take() {
        if (taken) {
            return Map.of();
        }
        taken = true;
        Map<String, Duration> all = new LinkedHashMap<>();
        // The kernel's start time has a resolution of 10 ms.
        Optional<Instant> started = ProcessHandle.current().info().startInstant();
        Duration sinceMain = Duration.ofNanos(System.nanoTime() - begunNanos);
        started.ifPresent(
                at -> all.put("jvm", Duration.between(at, clock.instant()).minus(sinceMain)));
        all.putAll(ended);
        return all;
    }
}
