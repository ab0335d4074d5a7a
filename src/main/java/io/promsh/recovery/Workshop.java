package io.promsh.recovery;

import io.promsh.docker.DockerEngine;
import io.promsh.fetch.LimitStore;
import io.promsh.fetch.Progress;
import io.promsh.target.MetricsTarget;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What recoveries work with.
 *
 * @param folder where each has a folder of its own
 * @param targets finds a target by its name, or nothing
 * @param docker opened only for a volume
 * @param timeout of each request
 * @param patience how long to wait for the server to serve new blocks
 */
public record Workshop(
        Path folder,
        Clock clock,
        Function<String, Optional<MetricsTarget>> targets,
        Supplier<DockerEngine> docker,
        Duration timeout,
        LimitStore limits,
        Progress progress,
        Pause pause,
        Duration patience) {
    /** How the destination is written that is a Docker volume. */
    static final String VOLUME = "volume:";

    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        /** Waits for so long; throws the INTERRUPTED failure when the user has had enough. */
        void of(Duration duration);
    }

    /** Returns the target of a name. Throws a usage failure when there is none. */
    MetricsTarget target(String name) {
        return targets.apply(name)
                .orElseThrow(() ->
                        io.promsh.failure.Failure.usage("there is no target " + name, "see them with: targets list"));
    }

    TargetSource local(RecoveryRequest request) {
        return new TargetSource(request.local(), target(request.local()), timeout, limits, progress);
    }

    /** Returns what a name stands for: a target, else a data directory, an export, a file of samples or an archive. */
    SampleSource source(String name) {
        Optional<MetricsTarget> target = targets.apply(name);
        if (target.isPresent()) {
            return new TargetSource(name, target.get(), timeout, limits, progress);
        }
        return new DirectorySource(name, FileBlocks.of(Path.of(name), folder, clock.instant()));
    }

    BlockPlace place(String destination) {
        return destination.startsWith(VOLUME)
                ? VolumePlace.of(docker.get(), destination.substring(VOLUME.length()))
                : new DirectoryPlace(Path.of(destination));
    }
}
