package io.promsh.volume.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes tars, good and bad ones. */
public final class Tars {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    public Tars() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    public Tars folder(String name) {
        return put(new TarArchiveEntry(name + "/"), new byte[0]);
    }

    public Tars file(String name, String content) {
        return file(name, content.getBytes(UTF_8));
    }

    public Tars file(String name, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setIds(65534, 65534);
        entry.setMode(0100640);
        entry.setSize(content.length);
        return put(entry, content);
    }

    public Tars symbolicLink(String name, String target) {
        return special(name, TarConstants.LF_SYMLINK, target);
    }

    public Tars hardLink(String name, String target) {
        return special(name, TarConstants.LF_LINK, target);
    }

    public Tars special(String name, byte type, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    public Tars put(TarArchiveEntry entry, byte[] content) {
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        try {
            tar.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it packed. */
    public Path gzip(Path file) {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A manifest of a volume {@code data} of a Compose project {@code p}. */
    public static Manifest manifest() {
        Map<String, String> labels = Map.of(
                "com.docker.compose.project", "p",
                "com.docker.compose.volume", "data",
                "com.docker.compose.version", "2.26.1");
        return new Manifest(
                "p_data",
                "local",
                labels,
                Map.of("type", "none"),
                Instant.parse("2025-08-03T18:56:00Z"),
                "prometheus",
                "prom/prometheus:latest",
                "sha256:1234",
                "/prometheus",
                Consistency.PAUSED,
                0,
                0,
                "",
                Instant.parse("2025-08-03T18:55:45Z"),
                Map.of("the last 1 h: samples", 53016.0));
    }

    /** Writes a whole backup of what a tar of a folder has. */
    public static BackupWriter.Written backup(Path file, byte[] archive) throws IOException {
        return backup(file, Packing.GZIP, archive);
    }

    /** Writes a whole backup, packed in some way. */
    public static BackupWriter.Written backup(Path file, Packing packing, byte[] archive) throws IOException {
        try (BackupWriter writer = new BackupWriter(file, packing, 2)) {
            writer.copy(new java.io.ByteArrayInputStream(archive), path -> false, bytes -> {});
            return writer.finish(manifest());
        }
    }
}
