package io.promsh.audit.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What promsh itself knows of data that was left behind or put aside. Only asked when the engine answers. */
public interface Aftermath {
    /** Returns the volumes that nobody uses and that hold data. Looks into them, so it takes a moment. */
    List<Orphan> orphans();

    /** Returns when the newest verified backup of a volume was made, or empty. */
    Optional<Instant> lastVerifiedBackup(String volume);

    /** Returns the age beyond which a backup counts as none. */
    Duration backupAge();
}
