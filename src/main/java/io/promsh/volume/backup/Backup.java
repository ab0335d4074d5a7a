package io.promsh.volume.backup;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.docker.VolumeUsage;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.archive.BackupWriter;
import io.promsh.volume.archive.Consistency;
import io.promsh.volume.archive.Manifest;
import io.promsh.volume.archive.Packing;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.proof.Fingerprint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a backup of a volume: chooses the way, reads, packs, makes it last, reads it back, and remembers it. */
public final class Backup {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Beside the figures: over how many seconds they were taken. */
    static final String HELD = "held: seconds";

    private final DockerEngine engine;
    private final Journal journal;
    private final Catalogue catalogue;
    private final NamedServers named;
    private final Telling telling;

    /** Backups of an engine's volumes; servers that want more than their address are asked as {@code named} says. */
    public Backup(DockerEngine engine, Journal journal, Catalogue catalogue, NamedServers named, Telling telling) {
        this.named = named;
        this.engine = engine;
        this.journal = journal;
        this.catalogue = catalogue;
        this.telling = telling;
    }

    /** Makes it. Throws REFUSED where there is no sound way without more consent, FAILED where it does not work out. */
    public BackupReport make(BackupWish wish) {
        wish.packing().check();
        VolumeUsers users = VolumeUsers.of(engine, wish.volume());
        Optional<ServerWay> server = users.prometheus().map(found -> ServerWay.of(engine, found, named, telling));
        List<Consistency> ways = Way.choose(situation(users, server, wish), wish.how());
        Path file = file(wish);
        Path part = part(file);
        JournalEntry entry = new JournalEntry(
                "backup-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()),
                Repairs.BACKUP,
                "read",
                Journal.thisProcess(),
                Map.of("engine", engine.address(), "volume", wish.volume(), "part", part.toString()));
        journal.write(entry);
        Manifest manifest = manifest(users, server, wish);
        BackupRun run = new BackupRun(engine, journal, entry, users, server, telling);
        try {
            BackupWriter.Written written = run.write(ways, part, manifest, wish);
            publish(part, file);
            journal.close(entry);
            return remembered(file, written, wish, run.halted());
        } catch (IOException e) {
            throw Failure.failed("the backup broke off: " + e.getMessage(), "nothing was kept of it; try it again")
                    .withCause(e);
        } finally {
            run.closeUnlessOwing();
        }
    }

    private Way.Situation situation(VolumeUsers users, Optional<ServerWay> server, BackupWish wish) {
        int writers = users.writers().size();
        boolean hasAdmin = server.map(ServerWay::hasAdmin).orElse(false);
        VolumeUsage usage = writers == 0 || hasAdmin
                ? new VolumeUsage(-1, -1)
                : engine.volumeUsage().getOrDefault(wish.volume(), new VolumeUsage(-1, -1));
        return new Way.Situation(
                wish.volume(),
                writers,
                users.kind(),
                server.isPresent(),
                hasAdmin,
                usage.sizeBytes(),
                wish.pauseBudget());
    }

    /** Returns the file to write, in a folder one whose name is free. Throws a usage failure where the file that was named is there already. */
    private static Path file(BackupWish wish) {
        Path destination = wish.destination().toAbsolutePath().normalize();
        String suffix = wish.packing().suffix();
        boolean isFile = destination.getFileName() != null
                && (destination.toString().endsWith(suffix)
                        || (wish.packing() != Packing.ZSTD
                                && destination.toString().endsWith(".tgz")));
        Path parent = destination.getParent();
        Path folder = isFile && parent != null ? parent : destination;
        Path file = isFile ? destination : free(folder, wish.volume() + "-" + STAMP.format(wish.now()), suffix);
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                throw Failure.usage(file + " is there already", "name another file with --out");
            }
            Files.deleteIfExists(part(file));
        } catch (IOException e) {
            throw Failure.failed(
                            "nothing can be written to " + folder + ": " + e.getMessage(), "name another with --out")
                    .withCause(e);
        }
        return file;
    }

    /** Small volumes are backed up twice in a second: by a script, or before a restore. */
    private static Path free(Path folder, String name, String suffix) {
        Path file = folder.resolve(name + suffix);
        for (int i = 2; Files.exists(file) || Files.exists(part(file)); i++) {
            file = folder.resolve(name + "-" + i + suffix);
        }
        return file;
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private Manifest manifest(VolumeUsers users, Optional<ServerWay> server, BackupWish wish) {
        Volume volume = users.volume();
        Optional<ContainerDetail> user = users.users().stream().findFirst();
        // Whole seconds, as queries have them.
        Instant at = Instant.ofEpochSecond(wish.now().minus(Fingerprint.SETTLED).getEpochSecond());
        return new Manifest(
                volume.name(),
                volume.driver(),
                volume.labels(),
                volume.options(),
                wish.now(),
                users.service(),
                user.map(one -> one.summary().image()).orElse(""),
                user.map(one -> one.summary().imageId()).orElse(""),
                users.path(),
                Consistency.UNKNOWN,
                0,
                0,
                "",
                at,
                server.map(found -> fingerprint(found, at)).orElse(Map.of()));
    }

    /** What the live server says now is what a server on a restored copy must say. */
    private Map<String, Double> fingerprint(ServerWay server, Instant at) {
        try {
            Duration held = server.retention();
            Map<String, Double> figures =
                    new HashMap<>(server.fingerprint(at, held).figures());
            figures.put(HELD, (double) held.toSeconds());
            return figures;
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            telling.note(
                    "the server does not answer (" + failure.message() + "): no figures to compare a restore with");
            return Map.of();
        }
    }

    private static void publish(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        Path parent = file.getParent();
        if (parent != null) {
            try (FileChannel folder = FileChannel.open(parent, StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private BackupReport remembered(Path file, BackupWriter.Written written, BackupWish wish, Duration halted)
            throws IOException {
        CatalogueEntry entry = new CatalogueEntry(
                file,
                engine.address(),
                wish.volume(),
                wish.now(),
                Files.size(file),
                written.sha256(),
                written.manifest().consistency(),
                Map.of(),
                "");
        catalogue.put(entry);
        Optional<CheckReport> check = Optional.empty();
        if (wish.verify()) {
            check = Optional.of(new Verification(catalogue, telling).check(file, wish.now(), true));
        }
        return new BackupReport(file, entry.sizeBytes(), written.manifest(), check, halted);
    }
}
