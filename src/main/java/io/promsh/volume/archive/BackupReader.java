package io.promsh.volume.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads an archive from disk, promsh's own or another tar (packed with gzip, zstd or not), entry by entry. Every entry passes the rules
 * for harmless ones first; the first that does not ends the reading with {@link HostileArchive}.
 */
public final class BackupReader {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int TEXT_LIMIT_BYTES = 1 << 20;
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final int BLOCK_BYTES = 512;
    private static final int SUM_AT = 148;
    private static final int SUM_BYTES = 8;

    private final Path file;
    private final boolean keepLinksOut;

    /** Sees the entries in the archive's order. */
    public interface Visitor {
        /** Takes an entry of the volume; its path is still that in the archive, {@link BackupWriter#DATA} included. */
        void entry(Entry entry) throws IOException;

        /** Takes a file that stands beside the data in promsh's own archives. */
        void besides(String name, InputStream content) throws IOException;
    }

    /** Reads {@code file}; {@code keepLinksOut} lets symbolic links pass that lead out of the volume. */
    public BackupReader(Path file, boolean keepLinksOut) {
        this.file = file;
        this.keepLinksOut = keepLinksOut;
    }

    /** Reads all of it and returns the SHA-256 of the file as a whole. Throws IOException when it breaks off or is damaged. */
    public String read(Visitor visitor) throws IOException {
        MessageDigest whole = FileList.sha256();
        try (InputStream opened = Files.newInputStream(file)) {
            Counting packed = new Counting(new DigestInputStream(opened, whole));
            BufferedInputStream buffered = new BufferedInputStream(packed, BUFFER_BYTES);
            try (BufferedInputStream plain = new BufferedInputStream(unpacked(buffered), BUFFER_BYTES)) {
                read(plain, packed, visitor);
                byte[] rest = new byte[BUFFER_BYTES];
                while (buffered.read(rest) >= 0) {
                    // What follows the last member belongs to the file as well.
                }
            }
            return HexFormat.of().formatHex(whole.digest());
        }
    }

    private void read(BufferedInputStream plain, Counting packed, Visitor visitor) throws IOException {
        checkStart(plain);
        TarGuard guard = new TarGuard(plain);
        TarArchiveInputStream tar = new TarArchiveInputStream(guard, "UTF-8");
        EntryRules rules = new EntryRules(keepLinksOut);
        for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
            visit(entry, new Watched(tar, rules, packed), rules, visitor);
        }
        guard.checkEnd();
        if (!guard.hasEntries()) {
            throw new IOException("the archive is empty");
        }
        byte[] rest = new byte[BUFFER_BYTES];
        while (guard.read(rest, 0, rest.length) >= 0) {
            // To the end: the checksum is that of the whole file.
        }
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        try {
            return tar.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("the archive has a damaged header: " + e.getMessage(), e);
        }
    }

    private static InputStream unpacked(BufferedInputStream in) throws IOException {
        in.mark(ZSTD.length);
        byte[] start = in.readNBytes(ZSTD.length);
        in.reset();
        if (Arrays.equals(start, ZSTD)) {
            return ZstdUnpacking.of(in);
        }
        boolean isGzip = start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b;
        return isGzip
                ? GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get()
                : in;
    }

    /** Throws for what does not begin as a tar does: with a header whose bytes add up, or with an empty block. */
    private static void checkStart(BufferedInputStream in) throws IOException {
        in.mark(BLOCK_BYTES);
        byte[] first = in.readNBytes(BLOCK_BYTES);
        in.reset();
        if (first.length == 0) {
            throw new NoArchive("it is empty");
        }
        boolean isZero = true;
        long sum = 0;
        for (int i = 0; i < first.length; i++) {
            isZero &= first[i] == 0;
            sum += i >= SUM_AT && i < SUM_AT + SUM_BYTES ? ' ' : first[i] & 0xff;
        }
        String digits = first.length < BLOCK_BYTES
                ? ""
                : new String(first, SUM_AT, SUM_BYTES, ISO_8859_1).replaceAll("[ \0]", "");
        boolean isHeader = digits.matches("[0-7]{1,7}") && Long.parseLong(digits, 8) == sum;
        if (!isHeader && !(isZero && first.length == BLOCK_BYTES)) {
            throw new NoArchive("it does not begin as a tar does, packed with gzip, zstd or not");
        }
    }

    private static void visit(TarArchiveEntry header, InputStream content, EntryRules rules, Visitor visitor)
            throws IOException {
        String path = rules.path(header.getName());
        if (path.equals(BackupWriter.LIST) || path.equals(BackupWriter.MANIFEST)) {
            visitor.besides(path, content);
            return;
        }
        Entry.Kind kind = rules.kind(header, path);
        String link = header.getLinkName() == null ? "" : header.getLinkName();
        if (kind == Entry.Kind.HARD_LINK) {
            link = rules.path(link);
        }
        visitor.entry(new Entry(path, kind, kind == Entry.Kind.FILE ? header.getSize() : 0, link, header, content));
    }

    /** Reads a short text. Throws for one that is long. */
    public static String text(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(TEXT_LIMIT_BYTES + 1);
        if (bytes.length > TEXT_LIMIT_BYTES) {
            throw new HostileArchive("a manifest of more than " + TEXT_LIMIT_BYTES + " bytes");
        }
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static final class Counting extends FilterInputStream {
        private final AtomicLong count = new AtomicLong();

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count.addAndGet(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = in.read(bytes, offset, length);
            count.addAndGet(Math.max(0, got));
            return got;
        }
    }

    /** The content of an entry, counted as it comes out. */
    private static final class Watched extends FilterInputStream {
        private final EntryRules rules;
        private final Counting packed;

        Watched(InputStream in, EntryRules rules, Counting packed) {
            super(in);
            this.rules = rules;
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = in.read(bytes, offset, length);
            if (got > 0) {
                rules.unpacked(got, packed.count.get());
            }
            return got;
        }

        @Override
        public void close() {
            // The archive goes on.
        }
    }
}
