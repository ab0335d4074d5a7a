package io.promsh.volume.archive;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not reach a volume, an engine or the memory. */
class HostileArchiveTest {
    @TempDir
    Path folder;

    static Stream<Arguments> hostile() {
        return Stream.of(
                bad("an absolute path", new Tars().file("/etc/cron.d/x", "x"), "absolute path"),
                bad("a path upwards", new Tars().file("data/../../etc/passwd", "x"), "leads out"),
                bad("a path upwards at once", new Tars().file("../x", "x"), "leads out"),
                bad("an absolute link", new Tars().symbolicLink("data/l", "/etc"), "link that leads out"),
                bad("a link upwards", new Tars().symbolicLink("data/l", "../../etc"), "link that leads out"),
                bad(
                        "a path through a link",
                        new Tars().symbolicLink("data/l", "wal").file("data/l/x", "x"),
                        "through a link"),
                bad(
                        "a file in the place of a link",
                        new Tars().symbolicLink("data/l", "wal").file("data/l", "x"),
                        "in the place of a link"),
                bad(
                        "a file that comes twice",
                        new Tars().file("data/x", "good").file("data/./x", "bad"),
                        "the same name twice: data/x"),
                bad(
                        "a folder in the place of a file",
                        new Tars().file("data/x", "x").folder("data/x"),
                        "the same name twice"),
                bad(
                        "a hard link in the place of a file",
                        new Tars().file("data/x", "x").hardLink("data/x", "data/y"),
                        "the same name twice"),
                bad("a hard link upwards", new Tars().hardLink("data/l", "../../etc/shadow"), "leads out"),
                bad("an absolute hard link", new Tars().hardLink("data/l", "/etc/shadow"), "absolute path"),
                bad("a device", new Tars().special("data/sda", TarConstants.LF_BLK, ""), "a device"),
                bad("a terminal", new Tars().special("data/tty", TarConstants.LF_CHR, ""), "a device"),
                bad("a sparse file", new Tars().special("data/s", TarConstants.LF_GNUTYPE_SPARSE, ""), "unknown kind"),
                bad("a kind that no tar has", new Tars().special("data/s", (byte) 'Q', ""), "unknown kind"),
                bad("a path that is too long", new Tars().file("data/" + "d/".repeat(2100) + "x", "x"), "characters"),
                bad("a link with content", linkWithContent(), "with content"),
                bad("a huge header", new Tars().put(longName(), new byte[3 << 20]), "a header of"));
    }

    private static Tars linkWithContent() {
        TarArchiveEntry entry = new TarArchiveEntry("data/l", TarConstants.LF_SYMLINK);
        entry.setLinkName("wal");
        entry.setSize(512);
        return new Tars().put(entry, new byte[512]);
    }

    private static TarArchiveEntry longName() {
        TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(3 << 20);
        return entry;
    }

    private static Arguments bad(String what, Tars tar, String part) {
        return Arguments.of(Named.of(what, tar), part);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isRefused(Tars tar, String part) {
        BackupReader reader = new BackupReader(tar.gzip(folder.resolve("b.tar.gz")), false);
        HostileArchive refused = assertThrows(HostileArchive.class, () -> reader.read(new BackupFileTest.Everything()));
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
    }

    @Test
    void linksThatLeadOutPassWhenAskedFor() {
        Path file = new Tars()
                .symbolicLink("data/l", "/mnt/elsewhere")
                .symbolicLink("data/deep/l", "../wal")
                .gzip(folder.resolve("b.tar.gz"));
        assertDoesNotThrow(() -> new BackupReader(file, true).read(new BackupFileTest.Everything()));
    }

    @Test
    void foldersMayBeNamedAgain() {
        Path file = new Tars()
                .folder("data")
                .folder("data/wal")
                .file("data/wal/x", "x")
                .folder("data/wal")
                .folder("data")
                .gzip(folder.resolve("b.tar.gz"));
        assertDoesNotThrow(() -> new BackupReader(file, false).read(new BackupFileTest.Everything()));
    }

    @Test
    void whatIsNoArchiveIsSaidToBeNone() throws IOException {
        byte[] noise = new byte[5000];
        new java.util.Random(7).nextBytes(noise);
        noise[0] = 3;
        isNone(noise, "does not begin as a tar");
        isNone(new byte[0], "it is empty");
        isNone("up 1\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), "does not begin as a tar");
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(noise);
        }
        isNone(packed.toByteArray(), "does not begin as a tar");
    }

    private void isNone(byte[] content, String part) throws IOException {
        Path file = Files.write(folder.resolve("none.tar.gz"), content);
        NoArchive none = assertThrows(
                NoArchive.class, () -> new BackupReader(file, false).read(new BackupFileTest.Everything()));
        assertTrue(String.valueOf(none.getMessage()).contains(part), none.getMessage());
    }

    /** 3 GB of zeros in 3 MB: given up long before its end. */
    @Test
    void aBombIsNotUnpacked() throws IOException {
        Path file = folder.resolve("bomb.tar.gz");
        TarArchiveEntry entry = new TarArchiveEntry("data/zeros");
        entry.setSize(3L << 30);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(header);
        }
        // The same packed megabyte again and again: members make one file.
        byte[] member;
        try (java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream()) {
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(new byte[16 << 20]);
            }
            member = bytes.toByteArray();
        }
        try (OutputStream out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
            for (int i = 0; i < 192; i++) {
                out.write(member);
            }
        }
        BackupReader reader = new BackupReader(file, false);
        HostileArchive refused = assertThrows(HostileArchive.class, () -> reader.read(new BackupFileTest.Everything()));
        assertTrue(String.valueOf(refused.getMessage()).contains("far more in it"), refused.getMessage());
    }
}
