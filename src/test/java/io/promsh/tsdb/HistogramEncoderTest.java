package io.promsh.tsdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.model.SparseHistogram;
import io.promsh.model.SparseHistogram.Layout;
import io.promsh.model.SparseHistogram.Span;
import io.promsh.model.Values;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native histograms, one by one, become chunks; from the log too, and where parts of a series overlap. */
class HistogramEncoderTest {
    private static final Layout CUSTOM = new Layout(
            Layout.CUSTOM, 0, List.of(new Span(0, 3)), List.of(), List.of(0.1, 2.0, 1e9, -0.0, 0.12345, 33554.43));
    private static final Layout WIDE = new Layout(
            3, 1e-3, List.of(new Span(-4, 2), new Span(7, 1)), List.of(new Span(2, 1), new Span(0, 2)), List.of());

    private static List<SparseHistogram> samples(Chunk chunk) {
        return HistogramMerge.samples(List.of(chunk));
    }

    private static String text(SparseHistogram one) {
        return one.timestampMillis() + " " + one.isFloat() + " "
                + (one.isStale()
                        ? "stale"
                        : one.layout() + " " + one.count() + " " + one.zeros() + " "
                                + Double.doubleToRawLongBits(one.sum()) + " " + Arrays.toString(one.buckets()));
    }

    private static List<String> texts(List<Chunk> chunks) {
        return HistogramMerge.samples(chunks).stream()
                .map(HistogramEncoderTest::text)
                .toList();
    }

    @Test
    void writesTheServersOwnBytes() throws IOException {
        for (Chunk chunk : HistogramChunkTest.stored()) {
            List<Chunk> written = HistogramEncoder.encode(samples(chunk));
            assertEquals(1, written.size());
            assertEquals(chunk.minTime(), written.get(0).minTime());
            assertEquals(chunk.maxTime(), written.get(0).maxTime());
            assertArrayEquals(chunk.data(), written.get(0).data());
        }
    }

    /** Counts that may fall, layouts that change, stale markers, floats and whole numbers: anything. */
    private static List<SparseHistogram> anything(long seed, int size) {
        Random random = new Random(seed);
        List<SparseHistogram> all = new ArrayList<>();
        long time = 1_754_200_800_000L;
        for (int i = 0; i < size; i++) {
            time += 1 + random.nextInt(30_000);
            Layout layout = i / 40 % 2 == 0 ? WIDE : CUSTOM;
            boolean isFloat = i / 70 % 2 == 1;
            boolean isStale = random.nextInt(25) == 0;
            long[] buckets = new long[layout.positiveBuckets() + layout.negativeBuckets()];
            for (int bucket = 0; bucket < buckets.length && !isStale; bucket++) {
                buckets[bucket] = isFloat
                        ? Double.doubleToRawLongBits(i * 1.5 + random.nextInt(3))
                        : i + bucket + random.nextInt(3);
            }
            long zeros = isFloat ? Double.doubleToRawLongBits(i * 0.1) : i;
            all.add(new SparseHistogram(
                    layout,
                    isFloat,
                    random.nextInt(30) == 0 ? SparseHistogram.GAUGE : random.nextInt(3),
                    time,
                    isStale ? 0 : zeros,
                    isStale ? 0 : zeros,
                    isStale ? Double.longBitsToDouble(Values.STALE_BITS) : random.nextGaussian(),
                    buckets));
        }
        return all;
    }

    @Test
    void givesBackWhateverWentIn() {
        for (int seed = 0; seed < 20; seed++) {
            List<SparseHistogram> all = anything(seed, 500);
            List<Chunk> chunks = HistogramEncoder.encode(all);
            assertTrue(RunMerge.isApart(chunks));
            assertEquals(all.stream().map(HistogramEncoderTest::text).toList(), texts(chunks));
        }
    }

    /** Within a chunk a reader takes it that counts never fall. */
    @Test
    void aFallenCountBeginsAChunk() {
        List<Chunk> chunks = HistogramEncoder.encode(anything(3, 2000));
        for (Chunk chunk : chunks) {
            List<SparseHistogram> run = samples(chunk);
            for (int i = 1; i < run.size(); i++) {
                SparseHistogram one = run.get(i);
                if (!one.isStale() && one.hint() != SparseHistogram.GAUGE) {
                    double[] had = run.get(i - 1).counts();
                    double[] has = one.counts();
                    assertTrue(IntStream.range(0, has.length).allMatch(bucket -> has[bucket] >= had[bucket]));
                }
            }
        }
    }

    @Test
    void partsThatOverlapComeTogetherOnce() {
        List<SparseHistogram> all = anything(11, 300);
        List<Chunk> whole = HistogramEncoder.encode(all);
        List<SparseHistogram> even = new ArrayList<>();
        List<SparseHistogram> odd = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            (i % 2 == 0 ? even : odd).add(all.get(i));
        }
        List<Chunk> woven = new ArrayList<>(HistogramEncoder.encode(odd));
        woven.addAll(HistogramEncoder.encode(even));
        woven.addAll(HistogramEncoder.encode(all.subList(100, 200)));
        int[] dropped = new int[2];
        List<Chunk> merged = HistogramMerge.apart(woven, differs -> dropped[differs ? 1 : 0]++);
        assertTrue(RunMerge.isApart(merged));
        assertEquals(texts(whole), texts(merged));
        // Of what stood before a sample in its own part nothing is said any more.
        assertTrue(
                merged.stream().allMatch(chunk -> (chunk.data()[2] & 0xC0) == 0 || (chunk.data()[2] & 0xC0) == 0xC0));
        assertEquals(100, dropped[0]);
        assertEquals(0, dropped[1]);
        assertEquals(whole, HistogramMerge.apart(whole, Samples.Dropped.IGNORED), "what lies apart stays as it is");
    }

    @Test
    void aBlockTakesHistogramsAndFloatsThatAreWovenIntoEachOther(@TempDir Path folder) {
        List<SparseHistogram> all = anything(5, 200);
        java.time.Instant now = java.time.Instant.parse("2025-08-04T00:00:00Z");
        List<SparseHistogram> back = new ArrayList<>(all);
        Collections.reverse(back);
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.twoHours(), now)) {
            int series = builder.series(Labels.of("__name__", "wait"));
            back.forEach(one ->
                    builder.chunk(series, HistogramEncoder.encode(List.of(one)).get(0)));
            HistogramEncoder.encode(all.subList(50, 60)).forEach(chunk -> builder.chunk(series, chunk));
            builder.append(series, all.get(100).timestampMillis(), 1.5);
            builder.append(series, all.get(100).timestampMillis() + 1, 2.5);
            BuildReport report = builder.finish();
            assertEquals(201, report.samples());
            assertEquals(10, report.duplicates());
            assertEquals(1, report.conflicts());
        }
        List<Chunk> stored = new ArrayList<>();
        int[] floats = new int[1];
        DataDirectory.open(folder).forEachSeries(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, series -> {
            stored.addAll(series.histograms(Long.MIN_VALUE, Long.MAX_VALUE));
            floats[0] += series.samples().size();
        });
        List<SparseHistogram> expected = new ArrayList<>(all);
        expected.remove(100);
        assertEquals(expected.stream().map(HistogramEncoderTest::text).toList(), texts(stored));
        assertEquals(2, floats[0]);
    }

    /** A record of the log, of the kinds that a server of today writes. */
    private static byte[] record(List<SparseHistogram> all) {
        SparseHistogram first = all.get(0);
        boolean isCustom = first.layout().schema() == Layout.CUSTOM;
        ByteSink sink = new ByteSink(256).u8(7 + (isCustom ? 2 : 0) + (first.isFloat() ? 1 : 0));
        sink.u64(1).u64(first.timestampMillis());
        for (SparseHistogram one : all) {
            Layout layout = one.layout();
            sink.varint(0)
                    .varint(one.timestampMillis() - first.timestampMillis())
                    .u8(one.hint());
            sink.varint(layout.schema()).u64(Double.doubleToRawLongBits(layout.zeroThreshold()));
            number(sink, one.isFloat(), one.zeros());
            number(sink, one.isFloat(), one.count());
            sink.u64(Double.doubleToRawLongBits(one.sum()));
            for (List<Span> spans : List.of(layout.positive(), layout.negative())) {
                sink.uvarint(spans.size());
                spans.forEach(span -> sink.varint(span.offset()).uvarint(span.length()));
            }
            int positive = layout.positiveBuckets();
            for (long[] side : List.of(
                    Arrays.copyOf(one.buckets(), positive),
                    Arrays.copyOfRange(one.buckets(), positive, one.buckets().length))) {
                sink.uvarint(side.length);
                for (long bucket : side) {
                    if (one.isFloat()) {
                        sink.u64(bucket);
                    } else {
                        sink.varint(bucket);
                    }
                }
            }
            if (isCustom) {
                sink.uvarint(layout.bounds().size());
                layout.bounds().forEach(bound -> sink.u64(Double.doubleToRawLongBits(bound)));
            }
        }
        return sink.toByteArray();
    }

    private static void number(ByteSink sink, boolean isFloat, long number) {
        if (isFloat) {
            sink.u64(number);
        } else {
            sink.uvarint(number);
        }
    }

    private static void log(Path folder, List<byte[]> records) throws IOException {
        ByteSink log = new ByteSink(1024);
        for (byte[] record : records) {
            log.u8(1).u8(record.length >> 8).u8(record.length);
            log.u32(ByteCursor.crc(ByteBuffer.wrap(record), 0, record.length)).bytes(record, 0, record.length);
        }
        Files.write(Files.createDirectories(folder.resolve("wal")).resolve("00000000"), log.toByteArray());
    }

    private static byte[] named() {
        ByteSink series = new ByteSink(64).u8(1).u64(1).uvarint(1);
        for (String word : List.of("__name__", "wait")) {
            series.uvarint(word.length())
                    .bytes(word.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, word.length());
        }
        return series.toByteArray();
    }

    @Test
    void everyKindOfRecordOfTheLogIsRead(@TempDir Path folder) throws IOException {
        List<SparseHistogram> all = anything(7, 280);
        List<byte[]> records = new ArrayList<>(List.of(named()));
        for (int i = 0; i < all.size(); i += 10) {
            records.add(record(all.subList(i, i + 10)));
        }
        assertEquals(
                List.of(7, 8, 9, 10),
                records.stream()
                        .skip(1)
                        .map(record -> (int) record[0])
                        .distinct()
                        .sorted()
                        .toList());
        log(folder, records);
        DataDirectory directory = DataDirectory.open(folder);
        List<StoredSeries> series = directory.head().series(List.of());
        assertEquals(1, series.size());
        assertEquals(all.size(), series.get(0).count());
        List<Chunk> read = series.get(0).histograms(Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals(all.stream().map(HistogramEncoderTest::text).toList(), texts(read));
        assertEquals(List.of(), directory.notes());
        long from = all.get(90).timestampMillis();
        long to = all.get(109).timestampMillis();
        assertEquals(texts(read).subList(90, 110), texts(series.get(0).histograms(from, to)));
    }

    @Test
    void aRecordThatCannotBeReadIsNamedAndTheRestIsRead(@TempDir Path folder) throws IOException {
        List<SparseHistogram> all = anything(7, 30);
        byte[] good = record(all.subList(0, 10));
        // Of the first servers with native histograms: no hint before the schema.
        byte[] old = record(all.subList(10, 20));
        System.arraycopy(old, 20, old, 19, old.length - 20);
        ByteSink sample =
                new ByteSink(32).u8(2).u64(1).u64(5_000).varint(0).varint(0).u64(17);
        log(folder, List.of(named(), good, old, sample.toByteArray()));
        DataDirectory directory = DataDirectory.open(folder);
        StoredSeries series = directory.head().series(List.of()).get(0);
        assertEquals(texts(HistogramEncoder.encode(all.subList(0, 10))), texts(series.histograms(0, Long.MAX_VALUE)));
        assertEquals(1, series.samples().size());
        assertEquals(List.of("the log has native histograms, which cannot be read"), directory.notes());
    }
}
