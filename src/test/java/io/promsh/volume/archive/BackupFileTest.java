package io.promsh.volume.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a backup: what is written is read again, plain tools take it, and what is cut is told. */
class BackupFileTest {
    @TempDir
    Path folder;

    private static String process(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, (1 << 20) - 1, 1 << 20, (5 << 20) + 17})
    void membersAreOneGzipFile(int size) throws IOException {
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);
        Arrays.fill(plain, 0, size / 2, (byte) 'a');
        for (boolean stored : new boolean[] {false, true}) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GzipMembers out = new GzipMembers(packed, stored, 3)) {
                for (int at = 0; at < size; at += 70_000) {
                    out.write(plain, at, Math.min(70_000, size - at));
                }
            }
            byte[] unpacked = size == 0
                    ? packed.toByteArray()
                    : new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())).readAllBytes();
            assertArrayEquals(plain, unpacked);
        }
    }

    /** What repeats is packed as gzip -1 packs it; what does not is not worth a search. */
    @Test
    void theSearchIsLeftOutOnlyWhereNothingRepeats() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; log.length() < 2 << 20; i++) {
            log.append("http_requests_total{instance=\"10.0.0.")
                    .append(i * 31 % 255)
                    .append("\"} ")
                    .append(i)
                    .append('\n');
        }
        byte[] repeating = log.toString().getBytes(UTF_8);
        assertTrue(packed(repeating) <= 1.01 * deflated(repeating), "searched");
        byte[] skewed = new byte[2 << 20];
        Random random = new Random(5);
        for (int i = 0; i < skewed.length; i++) {
            skewed[i] = (byte) (random.nextGaussian() * 20);
        }
        assertTrue(packed(skewed) <= 1.02 * deflated(skewed), "nothing was to be found");
    }

    private static int packed(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GzipMembers out = new GzipMembers(packed, false, 2)) {
            out.write(plain);
        }
        return packed.size();
    }

    private static int deflated(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater fastest = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, fastest)) {
            out.write(plain);
        } finally {
            fastest.end();
        }
        return packed.size();
    }

    private static Tars everything() {
        return new Tars()
                .folder("prometheus")
                .file("prometheus/wal/00000000", "log")
                .file("prometheus/" + "long/".repeat(40) + "name", "deep")
                .file("prometheus/caf\u00e9 \u2603", "snow")
                .file("prometheus/back\\slash\nline", "odd")
                .hardLink("prometheus/same", "prometheus/wal/00000000")
                .symbolicLink("prometheus/link", "wal/00000000")
                .special("prometheus/pipe", TarConstants.LF_FIFO, "")
                .file("prometheus/empty", "");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("b.tar.gz");
        BackupWriter.Written written = Tars.backup(file, everything().bytes());
        assertEquals(5, written.manifest().files());
        assertEquals(14, written.manifest().bytes());
        List<String> seen = new ArrayList<>();
        List<Manifest> manifests = new ArrayList<>();
        String sha256 = new BackupReader(file, false).read(new BackupReader.Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                String content = new String(entry.content().readAllBytes(), UTF_8);
                seen.add(entry.kind() + " " + entry.path() + " " + entry.link() + content);
                if (entry.kind() == Entry.Kind.FILE) {
                    assertEquals(65534, entry.header().getLongUserId());
                    assertEquals(0640, entry.header().getMode() & 07777);
                }
            }

            @Override
            public void besides(String name, InputStream content) throws IOException {
                if (name.equals(BackupWriter.MANIFEST)) {
                    manifests.add(Manifest.parse(BackupReader.text(content)));
                }
            }
        });
        assertEquals(written.sha256(), sha256);
        assertEquals(List.of(written.manifest()), manifests);
        assertEquals(
                List.of(
                        "FOLDER data ",
                        "FILE data/wal/00000000 log",
                        "FILE data/" + "long/".repeat(40) + "name deep",
                        "FILE data/caf\u00e9 \u2603 snow",
                        "FILE data/back\\slash\nline odd",
                        "HARD_LINK data/same data/wal/00000000",
                        "SYMBOLIC_LINK data/link wal/00000000",
                        "PIPE data/pipe ",
                        "FILE data/empty "),
                seen);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(Files.exists(folder.resolve("b.tar.gz.list")), "the spool is gone");
    }

    @Test
    void plainToolsOpenAndCheckIt() throws IOException, InterruptedException {
        Tars.backup(folder.resolve("b.tar.gz"), everything().bytes());
        process(folder, "tar", "--no-same-owner", "-xzf", "b.tar.gz");
        String checked = process(folder, "sha256sum", "-c", "files.sha256");
        assertEquals(5, checked.lines().filter(line -> line.endsWith(": OK")).count(), checked);
    }

    @Test
    void tellsAnArchiveThatBreaksOff() throws IOException {
        byte[] tar = everything().bytes();
        // Without its two empty blocks at the end a tar reads like a whole one.
        int end = tar.length;
        while (tar[end - 1] == 0) {
            end--;
        }
        end = (end + 511) / 512 * 512;
        for (int length : new int[] {end, end + 512, 512, 5000, 0}) {
            Path file = folder.resolve("b" + length + ".tar.gz");
            byte[] cut = Arrays.copyOf(tar, length);
            assertThrows(IOException.class, () -> Tars.backup(file, cut), "cut at " + length);
        }
    }

    @Test
    void tellsAFileThatIsCut() throws IOException {
        Path file = folder.resolve("b.tar.gz");
        Tars.backup(file, everything().bytes());
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {whole.length - 1, whole.length - 9, whole.length / 2, 20}) {
            Path cut = Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(whole, length));
            BackupReader reader = new BackupReader(cut, false);
            assertThrows(IOException.class, () -> reader.read(new Everything()), "cut at " + length);
        }
    }

    /** Reads all and keeps nothing. */
    static final class Everything implements BackupReader.Visitor {
        @Override
        public void entry(Entry entry) throws IOException {
            entry.content().transferTo(java.io.OutputStream.nullOutputStream());
        }

        @Override
        public void besides(String name, InputStream content) throws IOException {
            content.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    @Test
    void aManifestOfAnotherKindIsRefused() {
        assertThrows(IOException.class, () -> Manifest.parse("{\"format\":\"other\"}"));
        String newer = Tars.manifest().json().replace("\"version\" : 1", "\"version\" : 2");
        IOException failure = assertThrows(IOException.class, () -> Manifest.parse(newer));
        assertTrue(String.valueOf(failure.getMessage()).contains("newer promsh"), failure.getMessage());
    }
}
