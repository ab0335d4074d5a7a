package io.promsh.volume.backup;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A restore that is wanted.
 *
 * @param isForced whether the user gave consent, by the volume's name, to losing what is in it
 * @param keepLinksOut lets symbolic links pass that lead out of the volume
 * @param safetyFolder where the backup of what is in the volume goes before it is emptied
 */
public record RestoreWish(
        Path file, String volume, boolean isForced, boolean keepLinksOut, Path safetyFolder, Instant now) {}
