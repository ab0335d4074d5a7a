package io.promsh.tsdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any byte that is changed, and any file that is cut: a named problem, never other samples. */
class DamagedBlockTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");
    private static final List<String> FILES = List.of("meta.json", "index", "chunks/000001", "tombstones");

    /** Four series of floats, of which some are deleted, and one of native histograms. */
    private static Path block(Path folder) throws IOException {
        Path block = built(folder);
        ByteSink deleted = new ByteSink(64).u32(0x0130BA30).u8(1);
        int entries = deleted.size();
        // Series are counted in steps of 16 bytes of the index; the first one lies behind the symbols.
        byte[] index = Files.readAllBytes(block.resolve("index"));
        int symbols = 5 + 4 + java.nio.ByteBuffer.wrap(index).getInt(5) + 4;
        deleted.uvarint((symbols + 15) / 16).varint(1_754_200_830_000L).varint(1_754_200_860_000L);
        Files.write(block.resolve("tombstones"), deleted.crcFrom(entries).toByteArray());
        return block;
    }

    private static String samples(Path block) {
        StringBuilder text = new StringBuilder();
        for (StoredSeries series : TsdbBlock.open(block).series(List.of())) {
            text.append(GoldenSeries.of(List.of(series)));
            series.histograms(0, Long.MAX_VALUE)
                    .forEach(chunk -> text.append(HexFormat.of().formatHex(chunk.data())));
        }
        return text.toString();
    }

    private static Path built(Path folder) {
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.twoHours(), NOW)) {
            for (int i = 0; i < 4; i++) {
                int series = builder.series(Labels.of("__name__", "m", "i", "" + i));
                for (int j = 0; j < 150; j++) {
                    builder.append(series, 1_754_200_800_000L + 15_000L * j, i + j * 0.1);
                }
            }
            byte[] stale = HexFormat.of().parseHex("000100001fc000330dd3e6f5e3ff80000000000010");
            long at = 1_754_202_585_007L;
            builder.chunk(
                    builder.series(Labels.of("__name__", "n")),
                    new Chunk(ChunkEncoding.FLOAT_HISTOGRAM, at, at, stale));
            return folder.resolve(builder.finish().blocks().get(0).ulid());
        }
    }

    private static BlockReport check(String name, Map<String, byte[]> files) throws IOException {
        BlockCheck check = new BlockCheck(name);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            check.file(file.getKey(), new ByteArrayInputStream(file.getValue()));
        }
        return check.finish();
    }

    @Test
    void everyFlippedByteIsFoundOrHarmless(@TempDir Path folder) throws IOException {
        Path block = block(folder);
        String name = block.getFileName().toString();
        String expected = samples(block);
        assertEquals(1, TsdbBlock.open(block).deletions());
        assertTrue(expected.contains("000100001fc0"), expected);
        Map<String, byte[]> files = new TreeMap<>();
        for (String file : FILES) {
            files.put(file, Files.readAllBytes(block.resolve(file)));
        }
        assertEquals(List.of(), check(name, files).problems());
        for (String file : FILES) {
            byte[] whole = Objects.requireNonNull(files.get(file));
            for (int i = 0; i < whole.length; i++) {
                byte[] damaged = whole.clone();
                damaged[i] ^= (byte) (1 << (i % 8));
                files.put(file, damaged);
                boolean isFound = !check(name, files).isWhole();
                // The description has no checksum: what does not change the samples may pass there, and only there.
                if (!file.equals("meta.json")) {
                    assertTrue(isFound, file + " at " + i);
                }
                Files.write(block.resolve(file), damaged);
                readsTheSameOrFails(block, expected, file + " at " + i);
            }
            files.put(file, whole);
            Files.write(block.resolve(file), whole);
        }
    }

    private static void readsTheSameOrFails(Path block, String expected, String where) {
        try {
            assertEquals(expected, samples(block), where);
        } catch (Failure failure) {
            assertFalse(failure.message().isBlank());
        } catch (RuntimeException other) {
            fail(where + " throws " + other, other);
        }
    }

    @Test
    void everyCutFileIsFound(@TempDir Path folder) throws IOException {
        Path block = block(folder);
        Map<String, byte[]> files = new TreeMap<>();
        for (String file : FILES) {
            files.put(file, Files.readAllBytes(block.resolve(file)));
        }
        for (String file : FILES) {
            byte[] whole = Objects.requireNonNull(files.get(file));
            for (int length = 0; length < whole.length; length += 3) {
                files.put(file, java.util.Arrays.copyOf(whole, length));
                assertFalse(check(block.getFileName().toString(), files).isWhole(), file + " cut at " + length);
            }
            files.put(file, whole);
        }
        for (String file : List.of("meta.json", "index", "chunks/000001")) {
            byte[] whole = files.remove(file);
            assertFalse(check(block.getFileName().toString(), files).isWhole(), "without " + file);
            files.put(file, whole);
        }
    }

    @Test
    void aBlockUnderAnotherNameIsFound(@TempDir Path folder) throws IOException {
        Path block = block(folder);
        Path other = Files.move(block, folder.resolve(Ulid.create(NOW)));
        assertEquals(1, BlockCheck.folder(other).problems().size());
    }
}
