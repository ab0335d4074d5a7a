package io.promsh.command.audit;

import io.promsh.audit.live.Aftermath;
import io.promsh.audit.live.Orphan;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.volume.rescue.Find;
import io.promsh.volume.rescue.Finder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the search of {@code rescue} and the catalogue of backups know. */
final class AuditAftermath implements Aftermath {
    private final Supplier<DockerEngine> engine;
    private final Duration backupAge;

    AuditAftermath(Supplier<DockerEngine> engine, Duration backupAge) {
        this.engine = engine;
        this.backupAge = backupAge;
    }

    @Override
    public List<Orphan> orphans() {
        return new Finder(engine.get())
                .find().stream()
                        .filter(find -> find.kind() == Find.Kind.ORPHAN || find.kind() == Find.Kind.OLDER_PROJECT)
                        .map(find -> new Orphan(find.name(), find.service(), find.start(), find.end(), find.bytes()))
                        .toList();
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
