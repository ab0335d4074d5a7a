package io.promsh.command.audit;

import io.promsh.audit.live.Aftermath;
import io.promsh.audit.live.Orphan;
import io.promsh.audit.live.TsdbGlance;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.volume.backup.Catalogue;
import io.promsh.volume.backup.CatalogueEntry;
import io.promsh.volume.rescue.BroughtBack;
import io.promsh.volume.rescue.Find;
import io.promsh.volume.rescue.Finder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the search of {@code rescue} and the catalogue of backups know. */
final class AuditAftermath implements Aftermath {
    private final Supplier<DockerEngine> engine;
    private final Path stateFolder;
    private final Duration backupAge;
    private List<Find> loose = List.of();

    AuditAftermath(Supplier<DockerEngine> engine, Path stateFolder, Duration backupAge) {
        this.engine = engine;
        this.stateFolder = stateFolder;
        this.backupAge = backupAge;
    }

    /** Recognises only: to count samples, all of a volume would have to be read, and that is for {@code rescue list}. */
    @Override
    public List<Orphan> orphans() {
        loose = new Finder(engine.get(), false)
                .with(BroughtBack.in(stateFolder, engine.get().address())).find().stream()
                        .filter(find -> find.kind() == Find.Kind.ORPHAN || find.kind() == Find.Kind.OLDER_PROJECT)
                        .toList();
        return loose.stream().filter(Find::isForgotten).map(this::orphan).toList();
    }

    /** Returns a sentence for each loose volume of a project that alarms nobody, because what it holds was brought back; after the rules. */
    List<String> broughtBack(String project) {
        return loose.stream()
                .filter(find -> isOf(find, project))
                .flatMap(find -> find.broughtBack().stream()
                        .map(at -> "volume " + find.shortName() + " holds data of " + find.service()
                                + " that was brought back " + at.truncatedTo(ChronoUnit.SECONDS)
                                + ", and nothing has written to it since; once you have looked: docker volume rm "
                                + find.name()))
                .toList();
    }

    private boolean isOf(Find find, String project) {
        return engine.get()
                .volume(find.name())
                .flatMap(Volume::compose)
                .map(made -> made.project().equals(project))
                .orElse(true);
    }

    private Orphan orphan(Find find) {
        Optional<TsdbGlance> glance = engine.get()
                .volume(find.name())
                .filter(volume -> engine.get().isLocal())
                .map(Volume::mountpoint)
                .map(Path::of)
                .filter(Files::isReadable)
                .flatMap(TsdbGlance::at);
        return glance.map(seen -> new Orphan(find.name(), find.service(), seen.start(), seen.end(), seen.bytes()))
                .orElseGet(() -> new Orphan(find.name(), find.service(), Optional.empty(), find.end(), -1));
    }

    @Override
    public Optional<Instant> lastVerifiedBackup(String volume) {
        return Catalogue.in(stateFolder)
                .latestVerified(engine.get().address(), volume)
                .map(CatalogueEntry::created);
    }

    @Override
    public Duration backupAge() {
        return backupAge;
    }
}
