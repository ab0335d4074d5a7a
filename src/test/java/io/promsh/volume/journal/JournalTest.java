package io.promsh.volume.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
}
