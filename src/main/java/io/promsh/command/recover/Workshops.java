package io.promsh.command.recover;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.command.Progresses;
import io.promsh.config.Setting;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.fetch.LimitStore;
import io.promsh.model.PromDuration;
import io.promsh.recovery.Workshop;
import io.promsh.target.MetricsTarget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a recovery of this line works with. */
final class Workshops {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Workshops() {}

    static Workshop of(CommandContext context, Arguments arguments) {
        Duration patience = arguments.option("wait").map(PromDuration::parse).orElse(PATIENCE);
        Map<String, MetricsTarget> open = new HashMap<>();
        return new Workshop(
                context.session().stateFolder().resolve("recoveries"),
                new LineClock(context.now(), System.nanoTime()),
                name -> target(context, name, open),
                () -> context.session().docker(context.settings()),
                context.settings().timeout(),
                LimitStore.NONE,
                Progresses.on(context),
                Workshops::pause,
                patience);
    }

    /** A target by its name, or by its address where it was given as one. */
    private static Optional<MetricsTarget> target(
            CommandContext context, String name, Map<String, MetricsTarget> open) {
        boolean isKnown =
                context.session().targets().stream().map(TargetSpec::name).anyMatch(name::equals);
        boolean isAddress = name.startsWith("http://") || name.startsWith("https://");
        if (!isKnown && !isAddress) {
            return Optional.empty();
        }
        return Optional.of(open.computeIfAbsent(
                name, key -> context.session().target(context.settings().with(Setting.TARGET, key))));
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    /** The line's own time, running on. */
    private static final class LineClock extends Clock {
        private final Instant began;
        private final long nanos;

        LineClock(Instant began, long nanos) {
            this.began = began;
            this.nanos = nanos;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return began.plusNanos(System.nanoTime() - nanos);
        }
    }
}
