package io.promsh.completion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The file in which a target's metric names outlive the session: one a target, mode 0600, replaced as a whole, its time of change
 * being the time at which the names were asked for. A file that is damaged, foreign or of another version is as good as none, and
 * a folder that cannot be written is no reason to complain.
 */
public final class CatalogDisk {
    private static final Duration OLD_DRAFT = Duration.ofHours(1);

    private final Optional<Path> file;

    private CatalogDisk(Optional<Path> file) {
        this.file = file;
    }

    /** Keeps nothing. */
    public static CatalogDisk none() {
        return new CatalogDisk(Optional.empty());
    }

    /**
     * Keeps names in {@code folder}, which is made when needed.
     *
     * @param identity what tells this target from others: its address, and its tenant or user where that matters. Only a hash
     *     of it is written
     */
    public static CatalogDisk in(Path folder, String identity) {
        return new CatalogDisk(Optional.of(folder.resolve(hash(identity) + ".names")));
    }

    private static String hash(String identity) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Optional<Catalog.Snapshot> read() {
        if (file.isEmpty() || !Files.isReadable(file.get())) {
            return Optional.empty();
        }
        try {
            return Optional.of(CatalogFile.read(file.get()));
        } catch (IOException | RuntimeException | InternalError e) {
            // InternalError: the file got shorter while it was mapped. All of it comes from the target again.
            return Optional.empty();
        }
    }

    /** Notes that what is on disk was true at {@code snapshot.asOf()}; writes it when there is no file. */
    void touch(Catalog.Snapshot snapshot) {
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.setLastModifiedTime(file.get(), FileTime.from(snapshot.asOf().orElse(Instant.EPOCH)));
        } catch (IOException e) {
            write(snapshot);
        }
    }

    void write(Catalog.Snapshot snapshot) {
        if (file.isEmpty()) {
            return;
        }
        Path goal = file.get();
        try {
            Path folder = goal.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            replace(goal, snapshot);
            sweep(goal, snapshot.asOf().orElse(Instant.EPOCH).minus(OLD_DRAFT));
        } catch (IOException | UnsupportedOperationException e) {
            // A read-only or full cache folder: the names come from the target next time.
        }
    }

    /** A name of its own for each writer, so that two sessions never write into the same file; the last to finish wins. */
    private static void replace(Path goal, Catalog.Snapshot snapshot) throws IOException {
        String prefix = goal.getFileName() + ".";
        Path draft = Files.createTempFile(
                goal.toAbsolutePath().getParent(),
                prefix,
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            CatalogFile.write(draft, snapshot);
            Files.setLastModifiedTime(draft, FileTime.from(snapshot.asOf().orElse(Instant.EPOCH)));
            Files.move(draft, goal, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Removes drafts that a killed session left behind. */
    private static void sweep(Path goal, Instant before) throws IOException {
        try (DirectoryStream<Path> drafts =
                Files.newDirectoryStream(goal.toAbsolutePath().getParent(), goal.getFileName() + ".*.part")) {
            for (Path draft : drafts) {
                if (Files.getLastModifiedTime(draft).toInstant().isBefore(before)) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    /** Returns the file, if names are kept. */
    public Optional<Path> file() {
        return file;
    }
}
