package io.promsh.volume.backup;

import io.promsh.volume.archive.Packing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A backup that is wanted.
 *
 * @param destination a folder, or the file itself
 * @param how with what halt of the services that use it
 * @param pauseBudget how long they may be frozen
 * @param packing what it is packed with
 * @param verify whether the file is read back and checked
 * @param now the time that it bears
 */
public record BackupWish(
        String volume, Path destination, How how, Duration pauseBudget, Packing packing, boolean verify, Instant now) {
    /** What halt is allowed. */
    public enum How {
        /** A snapshot, a pause within the budget, or a live copy in which nothing moved. */
        BY_CHOICE,
        /** No halt at all. */
        LIVE,
        /** Stopped, copied, started again. */
        STOP
    }
}
