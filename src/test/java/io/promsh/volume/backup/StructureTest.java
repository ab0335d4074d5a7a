package io.promsh.volume.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage that checksums of whole files cannot tell, because the copy was taken of what was damaged already. */
class StructureTest {
    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

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
        Structure structure = structure();
        take(structure, "data/wal/00000001", torn);
        take(structure, "data/wal/00000002", torn);
        finish(structure);
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("data/wal/00000001: "), problems.get(0));
        assertEquals(1, remarks.size());
        assertTrue(remarks.get(0).startsWith("data/wal/00000002: "), remarks.get(0));
    }

    private static byte[] headChunk(int length, int samples) {
        byte[] data = new byte[length];
        data[0] = (byte) (samples >> 8);
        data[1] = (byte) samples;
        ByteBuffer chunk = ByteBuffer.allocate(25 + 1 + length + 4);
        chunk.putLong(7)
                .putLong(1000)
                .putLong(2000)
                .put((byte) 1)
                .put((byte) length)
                .put(data);
        CRC32C crc = new CRC32C();
        crc.update(chunk.array(), 0, chunk.position());
        return chunk.putInt((int) crc.getValue()).array();
    }

    private static byte[] headFile(byte[]... chunks) {
        return log(ByteBuffer.allocate(8).putInt(0x0130BC91).put((byte) 1).array(), log(chunks), new byte[300]);
    }

    private Structure structure() {
        return new Structure(new Spool(folder), 0);
    }

    private void finish(Structure structure) throws IOException {
        problems.clear();
        remarks.clear();
        structure.finish(problems, remarks);
        structure.close();
    }

    private static void take(Structure structure, String path, byte[] bytes) throws IOException {
        structure.file(path, bytes.length, new ByteArrayInputStream(bytes));
    }

    @Test
    void countsTheChunksOfTheHead() throws IOException {
        Structure structure = structure();
        take(structure, "data/chunks_head/000001", headFile(headChunk(40, 120), headChunk(9, 3)));
        take(structure, "data/chunks_head/000002", headFile(headChunk(100, 220)));
        take(structure, "data/chunks_head/000003", new byte[0]);
        finish(structure);
        assertEquals(List.of(), problems);
        assertEquals(3, structure.headChunks());
        assertEquals(343, structure.headSamples());
    }

    @Test
    void tellsEveryKindOfDamageInChunksOfTheHead() throws IOException {
        byte[] flipped = headFile(headChunk(40, 120), headChunk(9, 3));
        flipped[8 + 30] ^= 1;
        byte[] hole = log(headFile(headChunk(40, 120)), headChunk(9, 3));
        byte[] other = headFile();
        other[0] = 9;
        other[50] = 1;
        byte[] strange = headChunk(40, 120);
        strange[24] = 99;
        Structure structure = structure();
        take(structure, "data/chunks_head/000001", flipped);
        take(structure, "data/chunks_head/000002", hole);
        take(structure, "data/chunks_head/000003", other);
        take(structure, "data/chunks_head/000004", headFile(strange, headChunk(9, 3)));
        take(structure, "data/chunks_head/000005", Arrays.copyOf(headFile(headChunk(40, 120)), 30));
        take(structure, "data/chunks_head/000006", Arrays.copyOf(headFile(headChunk(40, 120)), 50));
        finish(structure);
        String all = String.join("\n", problems);
        assertTrue(all.contains("000001: the checksum differs of the chunk at 8"), all);
        assertTrue(all.contains("000002: the chunks break off at 78 and go on"), all);
        assertTrue(all.contains("000003: it does not begin"), all);
        assertTrue(all.contains("000004: the checksum differs"), all);
        assertTrue(all.contains("000005: it ends in the middle of the chunk at 8"), all);
        assertEquals(5, problems.size(), all);
        // In the newest file the server puts it right itself.
        assertTrue(remarks.get(0).contains("000006: it ends in the middle of the chunk at 8"), remarks.toString());
    }

    /** Two blocks of ten samples each. */
    private List<Path> blocks() throws IOException {
        Instant now = Instant.parse("2025-08-03T18:56:00Z");
        Path data = Files.createDirectory(folder.resolve("data"));
        try (BlockBuilder builder = new BlockBuilder(data, BlockSizes.usual(now), now)) {
            int series = builder.series(Labels.of(Map.of("__name__", "up")));
            for (int i = 0; i < 20; i++) {
                builder.append(
                        series, now.minus(Duration.ofHours(i < 10 ? 20 : 10)).toEpochMilli() + i, i);
            }
            builder.finish();
        }
        try (Stream<Path> folders = Files.list(data)) {
            return folders.sorted().toList();
        }
    }

    private static void takeBlock(Structure structure, Path block, String... files) throws IOException {
        for (String file : files) {
            take(structure, "data/" + block.getFileName() + "/" + file, Files.readAllBytes(block.resolve(file)));
        }
    }

    @Test
    void indexesAreReadFromDisk() throws IOException {
        List<Path> blocks = blocks();
        assertEquals(2, blocks.size());
        Structure structure = structure();
        takeBlock(structure, blocks.get(0), "chunks/000001", "index", "meta.json");
        takeBlock(structure, blocks.get(1), "meta.json", "index", "chunks/000001");
        finish(structure);
        assertEquals(List.of(), problems);
        assertEquals(List.of(), remarks);
        assertEquals(20, structure.samples());

        Path index = blocks.get(1).resolve("index");
        byte[] flipped = Files.readAllBytes(index);
        flipped[30] ^= 1;
        Files.write(index, flipped);
        structure = structure();
        takeBlock(structure, blocks.get(0), "chunks/000001", "index", "meta.json");
        takeBlock(structure, blocks.get(1), "chunks/000001", "index", "meta.json");
        finish(structure);
        assertTrue(problems.toString().contains("block " + blocks.get(1).getFileName()), problems.toString());
        assertFalse(problems.toString().contains("block " + blocks.get(0).getFileName()), problems.toString());
    }

    @Test
    void blocksWhoseFilesLieApartAreNamed() throws IOException {
        List<Path> blocks = blocks();
        Structure structure = structure();
        takeBlock(structure, blocks.get(0), "chunks/000001");
        takeBlock(structure, blocks.get(1), "chunks/000001", "index", "meta.json");
        takeBlock(structure, blocks.get(0), "index", "meta.json");
        finish(structure);
        assertEquals(List.of(), problems);
        assertTrue(
                remarks.get(0).contains(blocks.get(0).getFileName() + ": its files do not lie together"),
                remarks.toString());
    }

    @Test
    void aDatabaseIsReadThrough() throws IOException {
        Structure structure = structure();
        for (String file : List.of("torn.db", "torn.db-wal", "plain.db")) {
            try (InputStream in = StructureTest.class.getResourceAsStream("/sqlite/" + file)) {
                take(structure, "data/" + file, Objects.requireNonNull(in).readAllBytes());
            }
        }
        finish(structure);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("data/torn.db: "), problems.get(0));
        assertEquals(2, structure.databases());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "what waits on disk has no name");
        }
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
