package io.promsh.command;

import io.promsh.config.Settings;
import io.promsh.console.Console;
import io.promsh.docker.DockerEngine;
import io.promsh.model.TimeRange;
import io.promsh.target.MetricsTarget;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run of a command works with.
 *
 * @param settings the session's with the options of this line on top
 * @param now the time at which the line was entered
 * @param zones gives the zone of times that are shown and of times typed without one; many a command never asks
 */
public record CommandContext(Session session, Settings settings, Console console, Instant now, Supplier<ZoneId> zones) {
    /** Returns the zone of times that are shown and of times typed without one. */
    public ZoneId zone() {
        return zones.get();
    }

    /** Returns the target of this line, connected lazily. */
    public MetricsTarget target() {
        return session.target(settings);
    }

    /** Returns the Docker engine of this line, connected lazily. */
    public DockerEngine docker() {
        return session.docker(settings);
    }

    /** Returns the window of this line. */
    public TimeRange window() {
        return settings.window(now, zones);
    }

    /** Returns the evaluation time of this line, or empty for the server's now. */
    public Optional<Instant> at() {
        return settings.at(now, zones);
    }
}
