package io.promsh.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.MetricMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogDiskTest {
    private static final Instant THEN = Instant.parse("2026-11-23T20:00:00Z");

    @TempDir
    private Path folder;

    private static Catalog.Snapshot snapshot(String... names) {
        return new Catalog.Snapshot(
                NameIndex.of(List.of(names)),
                FamilyTable.of(Map.of("up", new MetricMetadata("gauge", "Whether it answers", ""))),
                true,
                Optional.of(THEN));
    }

    private CatalogDisk disk() {
        return CatalogDisk.in(folder.resolve("promsh/names"), "http://here:9090 me");
    }

    private Path file() {
        return disk().file().orElseThrow();
    }

    private static List<String> names(CatalogDisk disk) {
        return disk.read()
                .map(snapshot -> List.copyOf(snapshot.metrics().asList()))
                .orElse(List.of());
    }

    @Test
    void givesBackWhatItWasGiven() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add("metric_" + i + "_\u6e29\u5ea6");
        }
        disk().write(snapshot(many.toArray(new String[0])));
        Catalog.Snapshot read = disk().read().orElseThrow();
        assertEquals(NameIndex.of(many).asList(), read.metrics().asList());
        assertEquals(NameIndex.of(many).search("m7", 50), read.metrics().search("m7", 50));
        assertEquals(THEN, read.asOf().orElseThrow());
        assertEquals("Whether it answers", read.families().of("up").help());
        assertTrue(read.complete());
    }

    @Test
    void keepsFileAndFolderToTheUser() throws IOException {
        disk().write(snapshot("up"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));
        assertTrue(!file().toString().contains("here"));
    }

    @Test
    void tellsTargetsAndUsersApart() {
        assertNotEquals(
                file(),
                CatalogDisk.in(folder.resolve("promsh/names"), "http://here:9090 you")
                        .file()
                        .orElseThrow());
    }

    @Test
    void notesThatNamesAreStillTrueWithoutWritingThemAgain() throws IOException {
        disk().write(snapshot("up"));
        Object before = Files.readAttributes(file(), "unix:ino").get("ino");
        Instant later = THEN.plusSeconds(600);
        disk().touch(new Catalog.Snapshot(NameIndex.EMPTY, FamilyTable.EMPTY, true, Optional.of(later)));
        assertEquals(later, disk().read().orElseThrow().asOf().orElseThrow());
        assertEquals(before, Files.readAttributes(file(), "unix:ino").get("ino"));
    }

    @Test
    void ignoresEveryDamagedByteAndEveryCut() throws IOException {
        disk().write(snapshot("up", "down", "left"));
        byte[] good = Files.readAllBytes(file());
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            bad[i < 64 ? i : random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(), bad);
            assertEquals(List.of(), names(disk()));
        }
        for (int length = 0; length < good.length; length += 7) {
            Files.write(file(), java.util.Arrays.copyOf(good, length));
            assertEquals(List.of(), names(disk()));
        }
        disk().write(snapshot("up"));
        assertEquals(List.of("up"), names(disk()));
    }

    @Test
    void ignoresForeignFiles() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"names\": [\"up\"], \"and\": \"much more than a head of sixteen bytes\"}");
        assertEquals(List.of(), names(disk()));
        Files.delete(file());
        Files.createDirectory(file());
        assertEquals(List.of(), names(disk()));
        disk().write(snapshot("up"));
    }

    @Test
    void livesWithAFolderThatCannotBeMade() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where a folder should be");
        CatalogDisk disk = CatalogDisk.in(blocked.resolve("names"), "x");
        disk.write(snapshot("up"));
        disk.touch(snapshot("up"));
        assertEquals(Optional.empty(), disk.read());
    }

    @Test
    void readsAWholeFileWhileOthersWrite() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 3; w++) {
            String[] names = Stream.iterate(0, i -> i < 500, i -> i + 1)
                    .map(i -> "n" + i)
                    .toArray(String[]::new);
            writers.add(new Thread(() -> {
                for (int i = 0; i < 60; i++) {
                    disk().write(snapshot(names));
                }
            }));
        }
        disk().write(snapshot("first"));
        writers.forEach(Thread::start);
        int seen = 0;
        while (writers.stream().anyMatch(Thread::isAlive)) {
            int size = names(disk()).size();
            assertTrue(size == 1 || size == 500, "half a file: " + size);
            seen++;
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertTrue(seen > 0);
        assertEquals(List.of(file().getFileName()), filesIn(folder.resolve("promsh/names")));
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void sweepsDraftsThatAKilledSessionLeft() throws IOException {
        disk().write(snapshot("up"));
        Path draft = file().resolveSibling(file().getFileName() + ".123.part");
        Files.writeString(draft, "half");
        Files.setLastModifiedTime(draft, java.nio.file.attribute.FileTime.from(THEN.minusSeconds(90_000)));
        Path fresh = file().resolveSibling(file().getFileName() + ".456.part");
        Files.writeString(fresh, "half");
        Files.setLastModifiedTime(fresh, java.nio.file.attribute.FileTime.from(THEN));
        disk().write(snapshot("up", "down"));
        assertTrue(Files.notExists(draft));
        assertTrue(Files.exists(fresh));
    }
}
