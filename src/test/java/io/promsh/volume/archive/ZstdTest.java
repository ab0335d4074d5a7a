package io.promsh.volume.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that zstd has packed: plain tools open them, and what is cut, damaged or hostile is told as with gzip. */
class ZstdTest {
    @TempDir
    Path folder;

    private final byte[] noise = new byte[3 << 20];

    @BeforeEach
    void needsTheProgram() {
        boolean isThere = Files.isExecutable(Path.of("/usr/bin/zstd"));
        assertTrue(isThere || !"true".equals(System.getenv("CI")), "CI has zstd");
        Assumptions.assumeTrue(isThere, "zstd is not installed");
        new Random(11).nextBytes(noise);
    }

    private Path backup() throws IOException {
        Path file = folder.resolve("b.tar.zst");
        Tars.backup(
                file,
                Packing.ZSTD,
                new Tars().folder("v").file("v/noise", noise).file("v/one", "1").bytes());
        return file;
    }

    private String process(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void plainToolsOpenAndCheckIt() throws IOException, InterruptedException {
        backup();
        process("zstd", "-q", "-t", "b.tar.zst");
        process("tar", "--zstd", "--no-same-owner", "-xf", "b.tar.zst");
        String checked = process("sha256sum", "-c", "files.sha256");
        assertEquals(2, checked.lines().filter(line -> line.endsWith(": OK")).count(), checked);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("b.tar.zst");
        BackupWriter.Written written = Tars.backup(
                file, Packing.ZSTD, new Tars().file("v/noise", noise).bytes());
        long[] bytes = new long[1];
        String sha256 = new BackupReader(file, false).read(new BackupReader.Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                assertTrue(Arrays.equals(noise, entry.content().readAllBytes()), entry.path());
                bytes[0] += entry.size();
            }

            @Override
            public void besides(String name, java.io.InputStream content) {
                // Passed over.
            }
        });
        assertEquals(noise.length, bytes[0]);
        assertEquals(written.sha256(), sha256);
    }

    @Test
    void tellsAFileThatIsCutOrDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(backup());
        for (int length : new int[] {whole.length - 1, whole.length / 2, 20}) {
            isBroken(Arrays.copyOf(whole, length));
        }
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 2000, (byte) 0x5a);
        isBroken(damaged);
    }

    private void isBroken(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("broken.tar.zst"), content);
        BackupReader reader = new BackupReader(file, false);
        assertThrows(IOException.class, () -> reader.read(new BackupFileTest.Everything()), content.length + " bytes");
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("data/zeros");
        entry.setSize(3L << 30);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        // The same packed megabytes again and again: frames make one file.
        Path file = Files.write(folder.resolve("bomb.tar.zst"), packed(header));
        byte[] frame = packed(new byte[16 << 20]);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            for (int i = 0; i < 192; i++) {
                out.write(frame);
            }
        }
        BackupReader reader = new BackupReader(file, false);
        HostileArchive refused = assertThrows(HostileArchive.class, () -> reader.read(new BackupFileTest.Everything()));
        assertTrue(String.valueOf(refused.getMessage()).contains("far more in it"), refused.getMessage());
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (PackedStream out = Packing.ZSTD.onto(packed, 1)) {
            out.write(plain, 0, plain.length);
        }
        return packed.toByteArray();
    }

    @Test
    void whatFailsBelowIsTold() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        IOException failure = assertThrows(IOException.class, () -> {
            try (PackedStream out = Packing.ZSTD.onto(full, 2)) {
                for (int i = 0; i < 20; i++) {
                    out.write(noise, 0, noise.length);
                }
            }
        });
        assertEquals("No space left on device", failure.getMessage());
        PackedStream given = Packing.ZSTD.onto(OutputStream.nullOutputStream(), 2);
        given.abandon();
        given.close();
    }
}
