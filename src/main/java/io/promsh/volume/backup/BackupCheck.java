package io.promsh.volume.backup;

import io.promsh.failure.Failure;
import io.promsh.volume.archive.BackupReader;
import io.promsh.volume.archive.BackupWriter;
import io.promsh.volume.archive.Checksums;
import io.promsh.volume.archive.Entry;
import io.promsh.volume.archive.HostileArchive;
import io.promsh.volume.archive.Manifest;
import io.promsh.volume.archive.NoArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive once from end to end and checks what can be checked without a server: the checksums of the list in it (depth
 * 1), and the inner structure of what is known, TSDB blocks, write-ahead logs and SQLite files (depth 2).
 */
public final class BackupCheck implements BackupReader.Visitor {
    private final Checksums checksums = new Checksums();
    private final Structure structure;
    private final Roots roots = new Roots();
    private final List<String> problems = new ArrayList<>();
    private final LongConsumer progress;
    private @Nullable Manifest manifest;
    private long files;
    private long bytes;

    private BackupCheck(Structure structure, LongConsumer progress) {
        this.structure = structure;
        this.progress = progress;
    }

    /**
     * Checks a file. Throws REFUSED for a hostile archive and FAILED for one that cannot be read; what is wrong with its content
     * is in the report.
     *
     * @param keepLinksOut lets symbolic links pass that lead out of the volume
     * @param progress is told the unpacked bytes so far
     */
    public static CheckReport of(Path file, boolean keepLinksOut, LongConsumer progress) {
        try (Structure structure = new Structure(Spool.beside(file))) {
            BackupCheck check = new BackupCheck(structure, progress);
            String sha256 = new BackupReader(file, keepLinksOut).read(check);
            return check.report(sha256);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Says what an archive's reading failed at. */
    static Failure failure(Path file, IOException e) {
        if (e instanceof HostileArchive) {
            return Failure.of(
                            io.promsh.failure.FailureKind.REFUSED,
                            String.valueOf(e.getMessage()),
                            "do not use " + file.getFileName() + " unless you know who made it and why")
                    .withCause(e);
        }
        if (e instanceof NoSuchFileException) {
            return Failure.failed("there is no file " + file, "see your backups: volume backups")
                    .withCause(e);
        }
        if (Files.isDirectory(file)) {
            return Failure.failed(file + " is a folder, not a backup", "see your backups: volume backups")
                    .withCause(e);
        }
        if (e instanceof NoArchive) {
            return Failure.failed(file + " is no backup: " + e.getMessage(), "see your backups: volume backups")
                    .withCause(e);
        }
        return Failure.failed(
                        file.getFileName() + " is damaged: " + e.getMessage(),
                        "take another backup of that volume: volume backups")
                .withCause(e);
    }

    @Override
    public void entry(Entry entry) throws IOException {
        roots.saw(entry);
        if (entry.kind() != Entry.Kind.FILE) {
            return;
        }
        Checksums.Digesting content = checksums.digesting(entry.content());
        structure.file(entry.path(), entry.size(), content);
        bytes += content.drain();
        files++;
        progress.accept(bytes);
        checksums.saw(entry.path(), content);
    }

    @Override
    public void besides(String name, InputStream content) throws IOException {
        if (name.equals(BackupWriter.MANIFEST)) {
            manifest = Manifest.parse(BackupReader.text(content));
        } else {
            checksums.compare(content);
        }
    }

    private CheckReport report(String sha256) throws IOException {
        Manifest found = manifest;
        if (found != null) {
            problems.addAll(checksums.problems(found.listSha256()));
            if (found.files() != files || found.bytes() != bytes) {
                problems.add("the manifest says " + found.files() + " files of " + found.bytes()
                        + " bytes, but there are " + files + " of " + bytes);
            }
        } else if (roots.isOwn()) {
            problems.add("the manifest is missing: the backup was cut off or changed");
        }
        List<String> remarks = new ArrayList<>();
        structure.finish(problems, remarks);
        if (found == null && !roots.isOwn()) {
            remarks.add("no manifest: another tool made it, so nothing tells whether it is complete");
        }
        Roots.Root root = roots.root();
        return new CheckReport(
                sha256,
                Optional.ofNullable(found),
                root.prefix(),
                root.layout(),
                root.tooDeep(),
                files,
                bytes,
                structure.blocks(),
                structure.samples(),
                structure.first(),
                structure.last(),
                structure.logRecords(),
                structure.headChunks(),
                structure.headSamples(),
                structure.databases(),
                structure.databasePages(),
                problems,
                remarks);
    }
}
