package io.promsh.shell;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the dispatcher knows of the process around it.
 *
 * @param clock tells when a line was entered
 * @param zones gives the zone of times that are shown and typed
 * @param debug whether unforeseen exceptions are shown with their stack (PROMSH_DEBUG)
 * @param cancelRunning ends the requests that run now; called from another thread
 * @param phases where the time went besides parsing and running, by name, since the last call; for {@code --timing}
 */
public record Surroundings(
        Clock clock,
        Supplier<ZoneId> zones,
        boolean debug,
        Runnable cancelRunning,
        Supplier<Map<String, Duration>> phases) {
    /** Surroundings in which nothing can be cancelled and nothing else takes time. */
    public static Surroundings of(Clock clock, ZoneId zone) {
        return new Surroundings(clock, () -> zone, false, () -> {}, Map::of);
    }
}
