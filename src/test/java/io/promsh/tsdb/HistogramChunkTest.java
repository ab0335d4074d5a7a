package io.promsh.tsdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks of native histograms that a Prometheus 2.42 wrote: of whole numbers, of floats, a stale marker alone. */
class HistogramChunkTest {
    private static final Labels LABELS = Labels.of("__name__", "wait");

    @TempDir
    private Path folder;

    /** Lines of metric, encoding, first and last time, number of samples, bytes. */
    static List<Chunk> stored() throws IOException {
        List<Chunk> all = new ArrayList<>();
        try (InputStream in = HistogramChunkTest.class.getResourceAsStream("/tsdb/histogram-chunks.txt")) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                String[] words = line.split(" ", -1);
                Chunk chunk = new Chunk(
                        ChunkEncoding.of(Integer.parseInt(words[1])).orElseThrow(),
                        Long.parseLong(words[2]),
                        Long.parseLong(words[3]),
                        HexFormat.of().parseHex(words[5]));
                assertEquals(Integer.parseInt(words[4]), chunk.count());
                all.add(chunk);
            }
        }
        assertEquals(5, all.size());
        return all;
    }

    /** What a sample is, in text. */
    private static String text(HistogramChunk run, int i) {
        return run.time(i) + " " + run.isStale(i)
                + (run.isStale(i) ? "" : " " + run.count(i) + " " + run.sum(i) + " " + run.filled(i));
    }

    private static List<String> texts(Chunk chunk) {
        HistogramChunk run = HistogramChunk.decode(chunk);
        return IntStream.range(0, run.size()).mapToObj(i -> text(run, i)).toList();
    }

    @Test
    void readsWhatTheServerWasGiven() throws IOException {
        for (Chunk chunk : stored()) {
            HistogramChunk run = HistogramChunk.decode(chunk.encoding(), chunk.data());
            assertEquals(chunk.minTime(), run.chunk().minTime());
            assertEquals(chunk.maxTime(), run.chunk().maxTime());
            for (int i = 0; i < run.size(); i++) {
                double grown = 1 + run.time(i) % 86_400_000 / 7000.0;
                long slot = (run.time(i) - 1_754_200_800_000L) / 300_000;
                if (run.isStale(i)) {
                    assertEquals(1, run.size(), "the server begins a new chunk after a stale marker");
                } else if (chunk.encoding() == ChunkEncoding.FLOAT_HISTOGRAM) {
                    assertEquals(grown * 7.25, run.count(i));
                    assertEquals(grown * -0.1, run.sum(i));
                    assertEquals(List.of(grown * 3, grown * 0.25, grown, grown * 2, grown), run.filled(i));
                } else {
                    double count = 3 + slot + slot + 1 + 2 + 3 * slot;
                    assertEquals(count, run.count(i));
                    assertEquals(count * 1.5, run.sum(i));
                    assertEquals(List.of(3.0 + slot, slot + 1.0, 2.0 + 3 * slot), run.filled(i));
                }
            }
        }
    }

    @Test
    void writesTheServersOwnBytes() throws IOException {
        for (Chunk chunk : stored()) {
            HistogramChunk run = HistogramChunk.decode(chunk);
            int[] all = IntStream.range(0, run.size()).toArray();
            assertArrayEquals(chunk.data(), run.written(all).data());
            assertSame(chunk, run.only(time -> true).orElseThrow());
        }
    }

    @Test
    void holdsTheSameSamplesHoweverItIsCut() throws IOException {
        Random random = new Random(6);
        for (Chunk chunk : stored()) {
            HistogramChunk run = HistogramChunk.decode(chunk);
            List<String> all = texts(chunk);
            for (int cut = 0; cut < run.size(); cut++) {
                long time = run.time(cut);
                List<String> both = new ArrayList<>();
                run.only(one -> one < time).ifPresent(part -> both.addAll(texts(part)));
                run.only(one -> one >= time).ifPresent(part -> both.addAll(texts(part)));
                assertEquals(all, both);
            }
            for (int round = 0; round < 200; round++) {
                boolean[] kept = new boolean[run.size()];
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = random.nextInt(4) > 0;
                    if (kept[i]) {
                        expected.add(all.get(i));
                    }
                }
                List<String> found = run.only(time -> kept[Arrays.binarySearch(run.times(), time)])
                        .map(HistogramChunkTest::texts)
                        .orElse(List.of());
                assertEquals(expected, found);
            }
            assertTrue(run.only(time -> false).isEmpty());
        }
    }

    @Test
    void leavesOutWhatIsDeletedOrOutside() throws IOException {
        Chunk chunk = stored().get(3);
        HistogramChunk run = HistogramChunk.decode(chunk);
        assertSame(
                chunk,
                HistogramChunk.within(chunk, chunk.minTime(), chunk.maxTime(), List.of())
                        .orElseThrow());
        List<long[]> deleted = List.of(new long[] {run.time(3), run.time(9)}, new long[] {run.time(20), run.time(20)});
        List<String> left = texts(
                HistogramChunk.within(chunk, run.time(2), run.time(22), deleted).orElseThrow());
        List<String> all = texts(chunk);
        List<String> expected = new ArrayList<>(List.of(all.get(2)));
        expected.addAll(all.subList(10, 20));
        expected.addAll(all.subList(21, 23));
        assertEquals(expected, left);
    }

    @Test
    void namesChunksThatEndTooSoon() throws IOException {
        for (Chunk chunk : stored()) {
            for (int length = 3; length < chunk.data().length; length++) {
                Chunk torn = new Chunk(
                        chunk.encoding(), chunk.minTime(), chunk.maxTime(), Arrays.copyOf(chunk.data(), length));
                Failure failure = assertThrows(Failure.class, () -> HistogramChunk.decode(torn));
                assertTrue(failure.message().contains("native histograms"), failure.message());
            }
        }
    }

    @Test
    void neverRunsAwayOnBytesThatWereChanged() throws IOException {
        for (Chunk chunk : stored()) {
            for (int i = 0; i < Math.min(200, chunk.data().length); i++) {
                byte[] changed = chunk.data().clone();
                changed[i] ^= (byte) 0xA5;
                try {
                    HistogramChunk.decode(new Chunk(chunk.encoding(), 0, 0, changed));
                } catch (Failure named) {
                    assertTrue(named.message().contains("native histograms"), named.message());
                }
            }
        }
    }

    @Test
    void goesIntoABlockByteForByteAndIsCutAtTheBlocksEdgeAlone() throws IOException {
        Chunk whole = stored().get(3);
        // Ten minutes of half an hour before the end of a block of two hours, twenty after it.
        Chunk next = later(whole, 7_200_000 - 600_000);
        Instant now = Instant.parse("2025-08-04T00:00:00Z");
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.twoHours(), now)) {
            int series = builder.series(LABELS);
            builder.chunk(series, whole);
            builder.chunk(series, next);
            BuildReport report = builder.finish();
            assertEquals(240, report.samples());
        }
        List<String> found = new ArrayList<>();
        List<Chunk> chunks = new ArrayList<>();
        for (Path block : TsdbBlock.foldersIn(folder)) {
            TsdbBlock.open(block)
                    .forEachSeries(List.of(), series -> chunks.addAll(series.histograms(0, Long.MAX_VALUE)));
            BlockMeta meta = TsdbBlock.meta(block);
            assertEquals(meta.minTime() / 7_200_000, (meta.maxTime() - 1) / 7_200_000);
        }
        chunks.sort(Comparator.comparingLong(Chunk::minTime));
        chunks.forEach(chunk -> found.addAll(texts(chunk)));
        List<String> expected = new ArrayList<>(texts(whole));
        expected.addAll(texts(next));
        assertEquals(expected, found);
        assertEquals(3, chunks.size());
        assertArrayEquals(whole.data(), chunks.get(0).data());
    }

    /** The same chunk at a later time: its first time, 56 bits after their mark, is the only one that is written whole. */
    private static Chunk later(Chunk chunk, long millis) {
        StringBuilder bits = new StringBuilder();
        for (byte one : chunk.data()) {
            bits.append(Integer.toBinaryString((one & 0xFF) | 0x100), 1, 9);
        }
        String changed = bits.toString().replace(time(chunk.minTime()), time(chunk.minTime() + millis));
        byte[] data = new byte[chunk.data().length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) Integer.parseInt(changed.substring(8 * i, 8 * i + 8), 2);
        }
        return new Chunk(chunk.encoding(), chunk.minTime() + millis, chunk.maxTime() + millis, data);
    }

    private static String time(long time) {
        return "11111110" + Long.toBinaryString(1L << 56 | time).substring(1);
    }
}
