package io.promsh.volume.watch;

import java.time.Instant;
import java.util.Optional;

/** Knows when a volume was last backed up and the backup verified. */
@FunctionalInterface
public interface Backups {
    /** Returns the time of the last verified backup of a volume. */
    Optional<Instant> lastVerified(String volume);
}
