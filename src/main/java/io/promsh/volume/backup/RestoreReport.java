package io.promsh.volume.backup;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A restore that was done.
 *
 * @param files that were read back from the volume and bear the archive's checksums, with their {@code bytes}
 * @param safety the backup of what was in the volume before
 */
public record RestoreReport(String volume, long files, long bytes, boolean wasMade, Optional<Path> safety) {}
