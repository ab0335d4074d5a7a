package io.promsh.docker;

import java.time.Instant;
import java.util.Optional;

/**
 * What stands at a path of a container.
 *
 * @param mode permission bits, 0..07777
 */
public record PathStat(
        String name, long sizeBytes, int mode, boolean isFolder, String linkTarget, Optional<Instant> modified) {}
