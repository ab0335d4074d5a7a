package io.promsh.volume.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases that SQLite 3.40 wrote, in {@code src/test/resources/sqlite}: pages of 512 bytes ({@code vacuum.db}: 1024), a table, an
 * index, a table without row ids, rows over several pages, free pages. {@code log.db} was copied with its log; {@code undone.db}
 * amid a change, with its journal; {@code torn.db} is a copy whose log was taken after SQLite had begun it anew. SQLite's own
 * integrity_check says "ok" to all but the last.
 */
class DatabaseFilesTest {
    private static final int PAGE = 512;
    private static final int FRAME = 24 + PAGE;

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private DatabaseFilesTest with(String... names) {
        for (String name : names) {
            try (InputStream in = DatabaseFilesTest.class.getResourceAsStream("/sqlite/" + name)) {
                files.put(name, Objects.requireNonNull(in).readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    private byte[] bytes(String name) {
        return Objects.requireNonNull(files.get(name));
    }

    private FileChannel keep(InputStream in) throws IOException {
        FileChannel channel = FileChannel.open(
                Files.createTempFile(folder, "kept", ""), StandardOpenOption.READ, StandardOpenOption.WRITE);
        in.transferTo(Channels.newOutputStream(channel));
        return channel;
    }

    private String problems() {
        problems.clear();
        remarks.clear();
        try (DatabaseFiles databases = new DatabaseFiles(this::keep)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                databases.file(file.getKey(), file.getValue().length, new ByteArrayInputStream(file.getValue()));
            }
            databases.finish(problems, remarks);
            return String.join("; ", problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void isFound(String part) {
        assertTrue(problems().contains(part), () -> part + " in: " + problems);
    }

    @Test
    void wholeOnesAreWhole() {
        with("plain.db", "vacuum.db", "log.db", "log.db-wal");
        assertEquals("", problems());
        assertEquals(List.of(), remarks);
    }

    @Test
    void everyPageOfATreeIsMissedAndNoOtherPageIs() {
        byte[] whole = with("plain.db").bytes("plain.db").clone();
        int missed = 0;
        for (int page = 1; page <= whole.length / PAGE; page++) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, (page - 1) * PAGE, page * PAGE, (byte) 0);
            files.put("plain.db", damaged);
            missed += problems().isEmpty() ? 0 : 1;
        }
        // The pages of trees, but for the first: without it the file is no database. Of long rows those pages that
        // point on; of
        // the free pages the list. What is left holds bytes that only their owner can judge, or nothing.
        assertEquals(28 + ends(whole) + 1, missed);
    }

    /** Returns how many pages of long rows point to another. */
    private static int ends(byte[] whole) {
        int count = 0;
        for (int page = 2; page <= whole.length / PAGE; page++) {
            int at = (page - 1) * PAGE;
            boolean isTree = whole[at] == 2 || whole[at] == 5 || whole[at] == 10 || whole[at] == 13;
            boolean pointsOn = whole[at] == 0 && whole[at + 1] == 0 && whole[at + 2] == 0 && whole[at + 3] != 0;
            count += !isTree && pointsOn ? 1 : 0;
        }
        return count;
    }

    @Test
    void damageIsNamed() {
        byte[] whole = with("plain.db").bytes("plain.db").clone();
        files.put("plain.db", Arrays.copyOf(whole, whole.length - PAGE));
        isFound("39 of its 40 pages");
        files.put("plain.db", Arrays.copyOf(whole, whole.length - 1));
        isFound("within a page");
        files.put("plain.db", Arrays.copyOf(whole, 50));
        isFound("breaks off in its head");
        byte[] sized = whole.clone();
        sized[17] = 3;
        files.put("plain.db", sized);
        isFound("page size");
        byte[] swapped = whole.clone();
        System.arraycopy(whole, PAGE, swapped, 2 * PAGE, PAGE);
        System.arraycopy(whole, 2 * PAGE, swapped, PAGE, PAGE);
        files.put("plain.db", swapped);
        isFound("of another kind");
        byte[] free = whole.clone();
        free[39]++;
        files.put("plain.db", free);
        isFound("the list of free pages: it has 5 of 6");
    }

    @Test
    void aLogCountsAndIsReadInAnyOrder() {
        with("log.db", "log.db-wal");
        byte[] log = bytes("log.db-wal");
        assertEquals("", problems());
        // Without it the database is as it was at the last checkpoint.
        files.remove("log.db-wal");
        assertEquals("", problems());
        assertTrue(remarks.get(0).contains("its log (-wal) is not there"), remarks.toString());
        // A frame that was under way is the last.
        files.put("log.db-wal", Arrays.copyOf(log, log.length - 5));
        problems();
        assertEquals(List.of(), remarks, "a file that ends in a frame is as SQLite leaves it after a crash");
        byte[] torn = log.clone();
        torn[torn.length - 5] ^= 1;
        files.put("log.db-wal", torn);
        problems();
        assertTrue(remarks.toString().contains("SQLite leaves it out"), remarks.toString());
        // One amid others was whole once.
        byte[] flipped = log.clone();
        flipped[32 + FRAME + 100] ^= 1;
        files.put("log.db-wal", flipped);
        isFound("frame 2 of its log (-wal) is damaged");
        byte[] begun = log.clone();
        begun[3] = 0;
        files.put("log.db-wal", begun);
        isFound("does not begin as one");
        begun = log.clone();
        begun[13]++;
        files.put("log.db-wal", begun);
        isFound("the checksum of its log's head differs");
    }

    @Test
    void aCopyWhoseLogIsOfALaterRoundIsTorn() {
        with("torn.db", "torn.db-wal");
        isFound("torn.db: table dashboard: ");
        files.remove("torn.db-wal");
        assertEquals("", problems(), "the database alone is whole");
    }

    @Test
    void whatWasUnderWayIsPutBackFromTheJournal() {
        with("undone.db", "undone.db-journal");
        byte[] journal = bytes("undone.db-journal");
        assertEquals("", problems());
        assertTrue(remarks.get(0).contains("put back 12 pages"), remarks.toString());
        files.put("undone.db-journal", Arrays.copyOf(journal, 512 + 300));
        isFound("its journal breaks off");
        byte[] flipped = journal.clone();
        flipped[512 + 4 + 312] ^= 1;
        files.put("undone.db-journal", flipped);
        isFound("its journal is damaged");
        // One that was done with begins with zeros; then the half change stands as it is.
        files.put("undone.db-journal", new byte[journal.length]);
        isFound("undone.db: ");
    }

    @Test
    void othersArePassedOver() {
        files.put("other.db", "a database of another make".getBytes(UTF_8));
        files.put("empty.db", new byte[0]);
        files.put("notes.txt", "SQLite format 3\0 and no more".getBytes(UTF_8));
        files.put("lost.db-wal", new byte[50]);
        assertEquals("", problems());
        assertEquals(1, remarks.size());
        assertTrue(remarks.get(0).startsWith("other.db: it does not begin as an SQLite database"), remarks.toString());
    }
}
