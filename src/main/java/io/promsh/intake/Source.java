package io.promsh.intake;

import java.nio.file.Path;

/**
 * Something to import.
 *
 * @param sizeBytes as it lies on disk, packed or not; of a folder the sum of its files
 */
public record Source(Path path, SourceKind kind, long sizeBytes) {}
