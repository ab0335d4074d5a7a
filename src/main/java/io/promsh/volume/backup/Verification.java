package io.promsh.volume.backup;

import io.promsh.failure.Failure;
import io.promsh.volume.archive.Consistency;
import io.promsh.volume.archive.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Checks backups and keeps in the catalogue what came of it. */
public final class Verification {
    private final Catalogue catalogue;
    private final Telling telling;

    /** Checks, remembering in a catalogue. */
    public Verification(Catalogue catalogue, Telling telling) {
        this.catalogue = catalogue;
        this.telling = telling;
    }

    /**
     * Checks a file in depths 1 and 2. Throws as {@link BackupCheck#of}.
     *
     * @param keepLinksOut lets symbolic links pass that lead out of the volume
     */
    public CheckReport check(Path file, Instant now, boolean keepLinksOut) {
        CheckReport report;
        try {
            report = BackupCheck.of(file, keepLinksOut, bytes -> telling.progress("checking", bytes));
        } catch (Failure failure) {
            catalogue.of(file).ifPresent(entry -> catalogue.put(entry.failed(failure.message())));
            throw failure;
        }
        Optional<CatalogueEntry> known = catalogue.of(file);
        if (known.isPresent() && report.isGood() && !known.get().sha256().equals(report.sha256())) {
            telling.note(
                    "the file is not the one that was written at " + known.get().created() + ", but it is whole");
        }
        CatalogueEntry entry = known.filter(one -> one.sha256().equals(report.sha256()))
                .orElseGet(() ->
                        entry(file, report, known.map(CatalogueEntry::engine).orElse("")));
        catalogue.put(
                report.isGood()
                        ? entry.passed(report.manifest().isPresent() ? 2 : 0, now)
                        : entry.failed(report.problems().get(0)));
        return report;
    }

    /** Keeps that a server was started on a restored copy and told what it should. */
    public void passedDeep(Path file, Instant now) {
        catalogue.of(file).ifPresent(entry -> catalogue.put(entry.passed(3, now)));
    }

    private static CatalogueEntry entry(Path file, CheckReport report, String engine) {
        Optional<Manifest> manifest = report.manifest();
        return new CatalogueEntry(
                file.toAbsolutePath().normalize(),
                engine,
                manifest.map(Manifest::volume).orElse(""),
                manifest.map(Manifest::created).orElseGet(() -> modified(file)),
                size(file),
                report.sha256(),
                manifest.map(Manifest::consistency).orElse(Consistency.UNKNOWN),
                Map.of(),
                "");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
