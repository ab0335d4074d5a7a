package io.promsh.volume.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    private static JournalEntry entry(String process) {
        return new JournalEntry(
                "migrate-1", "migrate", "copy", process, Map.of("files", "a\nb", "umlaut", "\u00e4=: #"));
    }

    @Test
    void givesBackWhatAProcessLeft() {
        Journal journal = new Journal(folder.resolve("new"));
        assertEquals(List.of(), journal.abandoned());
        JournalEntry left = entry("999999999@2020-01-01T00:00:00Z");
        journal.write(left);
        assertEquals(List.of(left), journal.abandoned());
        journal.write(left.at("verify"));
        assertEquals("verify", journal.abandoned().get(0).phase());
        journal.close(left);
        assertEquals(List.of(), journal.abandoned());
    }

    @Test
    void leavesAloneWhatIsUnderWay() {
        Journal journal = new Journal(folder);
        JournalEntry mine = entry(Journal.thisProcess());
        journal.write(mine);
        assertTrue(Journal.isAlive(mine));
        assertEquals(List.of(), journal.abandoned());
        journal.write(mine.takenBy(""));
        assertEquals(1, journal.abandoned().size());
    }

    @Test
    void doesNotTakeAnotherProcessForTheOldOne() {
        long pid = ProcessHandle.current().pid();
        assertFalse(Journal.isAlive(entry(pid + "@2001-01-01T00:00:00Z")));
        assertFalse(Journal.isAlive(entry("garbage")));
    }

    @Test
    void aFileThatWasNotFinishedIsNoEntry() throws Exception {
        Files.writeString(folder.resolve("migrate-2.part"), "kind=migrate");
        assertEquals(List.of(), new Journal(folder).abandoned());
    }

    /** A process that takes all it can; several are let loose at once. */
    static final class Taker {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Journal journal = new Journal(folder.resolve("journal"));
            List<JournalEntry> left = journal.abandoned();
            Files.createFile(folder.resolve("ready-" + arguments[1]));
            while (!Files.exists(folder.resolve("go"))) {
                Thread.onSpinWait();
            }
            left.forEach(entry -> journal.claim(entry).ifPresent(mine -> System.out.println(mine.id())));
            // Dead owners would be inherited: all stay until all have tried.
            Files.createFile(folder.resolve("tried-" + arguments[1]));
            while (!Files.exists(folder.resolve("end"))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void ofSeveralProcessesOneTakesAnEntry() throws Exception {
        Journal journal = new Journal(folder.resolve("journal"));
        List<String> ids = new ArrayList<>();
        for (int i = 10; i < 50; i++) {
            JournalEntry left = new JournalEntry("left-" + i, "migrate", "copy", "", Map.of());
            journal.write(left);
            ids.add(left.id());
        }
        List<Process> takers = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                takers.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Taker.class.getName(),
                                folder.toString(),
                                Integer.toString(i))
                        .redirectOutput(folder.resolve("taken-" + i).toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            }
            await("ready-0", "ready-1");
            Files.createFile(folder.resolve("go"));
            await("tried-0", "tried-1");
            Files.createFile(folder.resolve("end"));
            for (Process taker : takers) {
                assertEquals(0, taker.waitFor());
            }
        } finally {
            takers.forEach(Process::destroyForcibly);
        }
        List<String> taken = new ArrayList<>(Files.readAllLines(folder.resolve("taken-0")));
        taken.addAll(Files.readAllLines(folder.resolve("taken-1")));
        taken.sort(null);
        assertEquals(ids, taken);
    }

    private void await(String... files) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Stream.of(files).allMatch(file -> Files.exists(folder.resolve(file)))) {
            assertTrue(System.nanoTime() < end, "they come to it");
            Thread.sleep(5);
        }
    }

    @Test
    void whatIsDoneOrUnderWayIsNotTaken() {
        Journal journal = new Journal(folder);
        JournalEntry left = entry("");
        journal.write(left.at("verify"));
        assertEquals(Optional.of(left.at("verify").takenBy(Journal.thisProcess())), journal.claim(left));
        assertEquals(Optional.empty(), journal.claim(left));
        journal.close(left);
        assertEquals(Optional.empty(), journal.claim(left));
    }
}
