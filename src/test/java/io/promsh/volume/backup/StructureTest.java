package io.promsh.volume.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Damage that checksums of whole files cannot tell, because the copy was taken of what was damaged already. */
class StructureTest {
    private static byte[] record(int type, String text) {
        byte[] content = text.getBytes(UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(content);
        return ByteBuffer.allocate(7 + content.length)
                .put((byte) type)
                .putShort((short) content.length)
                .putInt((int) crc.getValue())
                .put(content)
                .array();
    }

    private static byte[] log(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static Optional<String> check(byte[] bytes) throws IOException {
        return new WalCheck().file(new ByteArrayInputStream(bytes));
    }

    @Test
    void readsAWholeLog() throws IOException {
        byte[] whole = log(record(1, "one"), record(2, "tw"), record(3, "o"), record(4, "!"), new byte[50]);
        WalCheck check = new WalCheck();
        assertEquals(Optional.empty(), check.file(new ByteArrayInputStream(whole)));
        assertEquals(2, check.records());
        // Packed records have a bit beside the type.
        assertEquals(Optional.empty(), check(record(1 | 8, "packed")));
    }

    @Test
    void tellsEveryKindOfDamageInALog() throws IOException {
        byte[] flipped = record(1, "some record");
        flipped[10] ^= 1;
        assertTrue(check(flipped).orElse("").contains("checksum"), "a flipped bit");
        assertTrue(check(Arrays.copyOf(record(1, "cut"), 8)).orElse("").contains("breaks off"));
        assertTrue(check(Arrays.copyOf(record(1, "cut"), 5)).orElse("").contains("breaks off"));
        assertTrue(check(record(2, "open")).orElse("").contains("no end"));
        assertTrue(check(log(record(2, "open"), record(1, "new"))).orElse("").contains("another record"));
        assertTrue(check(record(4, "end")).orElse("").contains("another record"));
        assertTrue(check(log(record(1, "a"), new byte[] {0, 0, 1})).orElse("").contains("padding"));
    }

    @Test
    void aTornEndIsHarmlessInTheLastFileOnly() throws IOException {
        byte[] torn = Arrays.copyOf(record(1, "cut"), 8);
        Structure structure = new Structure();
        structure.file("data/wal/00000001", torn.length, new ByteArrayInputStream(torn));
        structure.file("data/wal/00000002", torn.length, new ByteArrayInputStream(torn));
        List<String> problems = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        structure.finish(problems, remarks);
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("data/wal/00000001: "), problems.get(0));
        assertEquals(1, remarks.size());
        assertTrue(remarks.get(0).startsWith("data/wal/00000002: "), remarks.get(0));
    }

    private static byte[] database(int pageSize, int pages, int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.put("SQLite format 3\0".getBytes(UTF_8));
        bytes.putShort(16, (short) pageSize);
        bytes.putInt(24, 7);
        bytes.putInt(28, pages);
        bytes.putInt(92, 7);
        return bytes.array();
    }

    private static Optional<String> sqlite(byte[] bytes) throws IOException {
        return SqliteCheck.file(bytes.length, new ByteArrayInputStream(bytes));
    }

    @Test
    void tellsADatabaseThatIsCut() throws IOException {
        assertEquals(Optional.empty(), sqlite(database(4096, 3, 3 * 4096)));
        assertEquals(Optional.empty(), sqlite("grafana-db created=1".getBytes(UTF_8)), "not SQLite at all");
        assertTrue(sqlite(database(4096, 3, 2 * 4096)).orElse("").contains("2 of its 3 pages"));
        assertTrue(sqlite(database(4096, 3, 3 * 4096 - 1)).orElse("").contains("within a page"));
        assertTrue(sqlite(database(1000, 3, 3000)).orElse("").contains("page size"));
        assertTrue(sqlite(Arrays.copyOf(database(4096, 3, 4096), 50)).orElse("").contains("in its head"));
    }

    @Test
    void compactionsAreToldByTheirCounters() {
        String metrics = """
                # TYPE prometheus_tsdb_compactions_total counter
                prometheus_tsdb_compactions_total 3
                prometheus_tsdb_head_truncations_total 1
                prometheus_tsdb_checkpoint_creations_total 1
                prometheus_tsdb_blocks_loaded 5
                other 1
                """;
        assertEquals(HotMark.of(metrics), HotMark.of(metrics + "more 2\n"));
        assertTrue(!HotMark.of(metrics).equals(HotMark.of(metrics.replace("loaded 5", "loaded 6"))));
        assertEquals(Optional.empty(), HotMark.of(metrics.replace("prometheus_tsdb_blocks_loaded 5\n", "")));
    }
}
