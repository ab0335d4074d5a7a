package io.promsh.volume.backup;

import io.promsh.volume.archive.Manifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A backup that was made.
 *
 * @param sizeBytes of the file
 * @param check what reading it back found; empty when that was not asked for
 * @param halted how long services were paused or stopped; zero when none was
 */
public record BackupReport(
        Path file, long sizeBytes, Manifest manifest, Optional<CheckReport> check, Duration halted) {}
