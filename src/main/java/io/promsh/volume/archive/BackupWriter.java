package io.promsh.volume.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes a backup file: what the engine's archive has, under {@code data/}; then the list of checksums and the manifest. Streams:
 * memory does not depend on sizes or counts. The file is its owner's alone (0600), for a volume may hold secrets.
 */
public final class BackupWriter implements AutoCloseable {
    /** The folder that holds the volume's content. */
    public static final String DATA = "data/";

    /** The list of checksums. */
    public static final String LIST = "files.sha256";

    /** The manifest. */
    public static final String MANIFEST = "manifest.json";

    private static final int BUFFER_BYTES = 256 * 1024;

    private final FileChannel channel;
    private final MessageDigest whole = FileList.sha256();
    private final PackedStream packed;
    private final TarArchiveOutputStream tar;
    private final Path file;
    private final Path spool;
    private final OutputStream list;
    private final MessageDigest listDigest = FileList.sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long files;
    private long bytes;
    private long read;

    /**
     * Begins a file, which must not exist.
     *
     * @param threads that pack
     */
    public BackupWriter(Path file, Packing packing, int threads) throws IOException {
        this.file = file;
        channel = create(file);
        spool = file.resolveSibling(file.getFileName() + ".list");
        list = new DigestOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(create(spool)), BUFFER_BYTES), listDigest);
        OutputStream digesting = new DigestOutputStream(Channels.newOutputStream(channel), whole);
        packed = packing.onto(digesting, threads);
        tar = new TarArchiveOutputStream(packed, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /**
     * Copies what the engine's archive has.
     *
     * @param archive a tar of one folder; its own name is dropped
     * @param leftOut paths below the folder that are not wanted
     * @param progress is told the bytes read so far
     */
    public void copy(InputStream archive, Predicate<String> leftOut, LongConsumer progress) throws IOException {
        TarGuard end = new TarGuard(archive);
        TarArchiveInputStream in = new TarArchiveInputStream(end, "UTF-8");
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            String path = below(entry.getName());
            if (entry.getName().indexOf('\uFFFD') >= 0) {
                throw new IOException("the name of a file is no UTF-8: " + entry.getName());
            }
            if (!leftOut.test(path)) {
                copy(entry, path, in, progress);
            }
        }
        if (!end.hasEntries()) {
            throw new IOException("the engine's archive is empty");
        }
        while (end.read(buffer, 0, buffer.length) >= 0) {
            // What follows the last entry belongs to the stream too.
        }
        end.checkEnd();
    }

    private void copy(TarArchiveEntry entry, String path, InputStream in, LongConsumer progress) throws IOException {
        entry.setName(DATA + path + (entry.isDirectory() && !path.isEmpty() ? "/" : ""));
        if (entry.isLink()) {
            entry.setLinkName(DATA + below(entry.getLinkName()));
        }
        tar.putArchiveEntry(entry);
        if (Entry.isRegular(entry)) {
            MessageDigest digest = FileList.sha256();
            long size = 0;
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                tar.write(buffer, 0, got);
                digest.update(buffer, 0, got);
                size += got;
                read += got;
                progress.accept(read);
            }
            if (size != entry.getSize()) {
                throw new IOException(path + " breaks off after " + size + " of " + entry.getSize() + " bytes");
            }
            list.write(FileList.line(DATA + path, digest.digest()).getBytes(UTF_8));
            files++;
            bytes += size;
        }
        tar.closeArchiveEntry();
    }

    /** Returns a path without its first part. */
    private static String below(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(slash + 1).replaceFirst("/$", "");
    }

    /** Ends the file with the list and the manifest, forces it to disk, and returns what it has become. */
    public Written finish(Manifest manifest) throws IOException {
        list.close();
        String listSha256 = HexFormat.of().formatHex(listDigest.digest());
        Manifest counted = manifest.counted(files, bytes, listSha256);
        TarArchiveEntry listed = entry(LIST, Files.size(spool), manifest);
        tar.putArchiveEntry(listed);
        Files.copy(spool, tar);
        tar.closeArchiveEntry();
        byte[] text = counted.json().getBytes(UTF_8);
        tar.putArchiveEntry(entry(MANIFEST, text.length, manifest));
        tar.write(text);
        tar.closeArchiveEntry();
        tar.close();
        force(file);
        return new Written(counted, HexFormat.of().formatHex(whole.digest()));
    }

    /** Makes what was written to a file or folder last. */
    static void force(Path path) throws IOException {
        try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private static TarArchiveEntry entry(String name, long size, Manifest manifest) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(0600);
        entry.setModTime(manifest.created().toEpochMilli());
        return entry;
    }

    /** What was written: the manifest with its counts, and the checksum of the file as a whole. */
    public record Written(Manifest manifest, String sha256) {}

    /** Closes what is open; a file that was not finished is no backup. */
    @Override
    public void close() throws IOException {
        try {
            packed.abandon();
            list.close();
            channel.close();
        } finally {
            Files.deleteIfExists(spool);
        }
    }
}
