package io.promsh.command.audit;

import io.promsh.audit.live.Aftermath;
import io.promsh.audit.live.Orphan;
import io.promsh.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What promsh's own catalogue and search know. */
final class AuditAftermath implements Aftermath {
    private final Duration backupAge;

    AuditAftermath(Duration backupAge) {
        this.backupAge = backupAge;
    }

    @Override
    public List<Orphan> orphans() {
        throw Failure.failed("unused volumes cannot be looked into here", "");
    }

    @Override
    public Optional<Instant> lastVerifiedBackup(String volume) {
        throw Failure.failed("backups are not catalogued here", "");
    }

    @Override
    public Duration backupAge() {
        return backupAge;
    }
}
