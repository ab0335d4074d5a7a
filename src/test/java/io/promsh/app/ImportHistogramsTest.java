package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.ChunkEncoding;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code import} of blocks with native histograms that a Prometheus 2.42 stored; the clock stands at 2025-08-03 18:56. */
class ImportHistogramsTest {
    @TempDir
    private Path home;

    private final List<Chunk> stored = new ArrayList<>();

    /** A block with the chunks of both metrics, and a float series beside them. */
    private Path source() throws IOException {
        Path folder = Files.createDirectory(home.resolve("source"));
        Instant now = Instant.parse("2025-08-03T18:56:00Z");
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.twoHours(), now);
                InputStream in = ImportHistogramsTest.class.getResourceAsStream("/tsdb/histogram-chunks.txt")) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                String[] words = line.split(" ", -1);
                Chunk chunk = new Chunk(
                        ChunkEncoding.of(Integer.parseInt(words[1])).orElseThrow(),
                        Long.parseLong(words[2]),
                        Long.parseLong(words[3]),
                        HexFormat.of().parseHex(words[5]));
                stored.add(chunk);
                builder.chunk(builder.series(Labels.of("__name__", words[0])), chunk);
            }
            builder.append(Labels.of("__name__", "lane"), stored.get(0).minTime(), 1.5);
            builder.finish();
        }
        return folder;
    }

    private List<Chunk> imported(Path data) {
        List<Chunk> all = new ArrayList<>();
        for (Path block : TsdbBlock.foldersIn(data)) {
            TsdbBlock.open(block).forEachSeries(List.of(), series -> all.addAll(series.histograms(0, Long.MAX_VALUE)));
        }
        return all;
    }

    @Test
    void carriesThemOverByteForByte() throws IOException {
        Path source = source();
        Path data = Files.createDirectory(home.resolve("data"));
        new PromshRun(home).run("-c", "import " + source + " --to " + data).exits(0);
        List<Chunk> found = imported(data);
        assertEquals(stored.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            assertEquals(stored.get(i).encoding(), found.get(i).encoding());
            assertArrayEquals(stored.get(i).data(), found.get(i).data());
        }
    }

    @Test
    void cutsThoseThatLieAcrossTheEndsThatAreGiven() throws IOException {
        Path source = source();
        Path data = Files.createDirectory(home.resolve("data"));
        // From the 41st sample of the first chunks to before the 41st of the last ones.
        Instant start = Instant.ofEpochMilli(1_754_200_800_000L + 40 * 15_000);
        Instant end = start.plusSeconds(1800);
        new PromshRun(home)
                .run("-c", "import --start " + start + " --end " + end + " " + source + " --to " + data)
                .exits(0)
                .notes("241 samples outside --start and --end");
        List<Chunk> found = imported(data);
        assertEquals(221, found.stream().mapToInt(Chunk::count).sum());
        found.forEach(
                chunk -> assertTrue(chunk.minTime() >= start.toEpochMilli() && chunk.maxTime() < end.toEpochMilli()));
    }
}
