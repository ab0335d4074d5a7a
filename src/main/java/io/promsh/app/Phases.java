package io.promsh.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the time of the start went, for {@code --timing}. Measuring costs nothing until somebody asks. */
final class Phases {
    /** Counted from the field after the name: proc(5), field 22. */
    private static final int START_FIELD = 19;

    private static final long MILLIS_A_TICK = 10;

    private final long begunNanos = System.nanoTime();
    private final Map<String, Duration> ended = new LinkedHashMap<>();
    private long lastNanos = begunNanos;
    private boolean taken;

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
        Duration sinceMain = Duration.ofNanos(System.nanoTime() - begunNanos);
        age().ifPresent(age -> all.put("jvm", age.minus(sinceMain)));
        all.putAll(ended);
        return all;
    }

    /**
     * Returns how long this process has been there, launcher included, to 10 ms. From the kernel's own clock: the start time that
     * Java tells is rounded to a second.
     */
    private static Optional<Duration> age() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long startedMillis = Long.parseLong(afterName[START_FIELD]) * MILLIS_A_TICK;
            String uptime = Files.readString(Path.of("/proc/uptime"));
            long nowMillis = Math.round(Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1000);
            return Optional.of(Duration.ofMillis(nowMillis - startedMillis));
        } catch (IOException | RuntimeException e) {
            // Not Linux.
            return Optional.empty();
        }
    }
}
