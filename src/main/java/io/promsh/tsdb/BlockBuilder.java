package io.promsh.tsdb;

import io.promsh.model.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks of samples that come in any order, over any time and of any number of series. Cheapest are samples that ascend in
 * time within their series, grouped by series or not: they are encoded once. What is encoded waits in memory up to a bound and then
 * on disk. Nothing can be seen in the directory before {@link #finish}, which puts all blocks in place or none of them.
 *
 * <pre>{@code
 * try (BlockBuilder builder = new BlockBuilder(directory, BlockSizes.usual(now), now)) {
 *     int series = builder.series(labels);           // look up once, append often
 *     builder.append(series, timeMillis, value);
 *     BuildReport report = builder.finish();
 * }
 * }</pre>
 */
public final class BlockBuilder implements AutoCloseable {
    private static final long SPILL_BYTES = 48L << 20;
    /** 16 bytes each: about as much again. */
    private static final int MOST_PENDING = 3_000_000;

    private final Path directory;
    private final BlockSizes sizes;
    private final Instant now;
    private final Path workFolder;
    private final int mostPending;
    private final Spill spill;
    private final Map<Labels, Integer> numbers = new HashMap<>();
    private final List<Labels> all = new ArrayList<>();
    private final XorEncoder encoder = new XorEncoder();
    private final Samples.Dropped dropped = this::dropped;
    private @Nullable PendingSamples[] pending = new PendingSamples[64];
    private @Nullable Labels lastLabels;
    private int lastNumber;
    private int pendingSamples;
    private long appended;
    private long duplicates;
    private long conflicts;

    /** Builds into {@code directory}, which exists; {@code now} dates the blocks' names. */
    public BlockBuilder(Path directory, BlockSizes sizes, Instant now) {
        this(directory, sizes, now, SPILL_BYTES, MOST_PENDING);
    }

    BlockBuilder(Path directory, BlockSizes sizes, Instant now, long spillBytes, int mostPending) {
        this.directory = directory;
        this.sizes = sizes;
        this.now = now;
        this.mostPending = mostPending;
        // A name that a server takes for debris of its own, should the process die here.
        workFolder = directory.resolve(Ulid.create(now) + ".tmp-for-creation");
        try {
            Files.createDirectory(workFolder);
        } catch (IOException e) {
            throw MappedFile.failure(workFolder, e);
        }
        spill = new Spill(workFolder, spillBytes);
    }

    /** Returns the number that stands for a series; asking again returns the same. */
    public int series(Labels labels) {
        Integer known = numbers.get(labels);
        if (known != null) {
            return known;
        }
        int number = all.size();
        numbers.put(labels, number);
        all.add(labels);
        if (number == pending.length) {
            pending = Arrays.copyOf(pending, number * 2);
        }
        return number;
    }

    /** Appends a sample; for many with the same object as labels in a row the look-up is made once. */
    @SuppressWarnings("ReferenceEquality") // only a short cut: equal labels are found below
    public void append(Labels labels, long timeMillis, double value) {
        if (labels != lastLabels) {
            lastNumber = series(labels);
            lastLabels = labels;
        }
        appendBits(lastNumber, timeMillis, Double.doubleToRawLongBits(value));
    }

    /** Appends a sample of the series that {@link #series} gave the number of. */
    public void append(int series, long timeMillis, double value) {
        appendBits(series, timeMillis, Double.doubleToRawLongBits(value));
    }

    /** The same with the value as the bits of a double, for NaN payloads without doubt. */
    public void appendBits(int series, long timeMillis, long bits) {
        PendingSamples samples = pending[series];
        if (samples == null) {
            samples = new PendingSamples();
            pending[series] = samples;
        }
        if (samples.size > 0 && samples.isFull(timeMillis)) {
            flush(series, samples);
        }
        if (samples.size == 0 && !samples.window.holds(timeMillis)) {
            samples.window = sizes.windowOf(timeMillis);
        }
        samples.add(timeMillis, bits);
        appended++;
        if (++pendingSamples > mostPending) {
            flushAll();
        }
    }

    /**
     * Adds a chunk as it is, without decoding it where it lies within one block's time; one that does not is cut. A chunk of an
     * encoding that is not decoded always stays whole.
     */
    public void chunk(int series, Chunk chunk) {
        BlockSizes.Window window = sizes.windowOf(chunk.minTime());
        if (HistogramChunk.isDecodable(chunk.encoding()) && !window.holds(chunk.maxTime())) {
            histograms(series, HistogramChunk.decode(chunk));
            return;
        }
        if (window.holds(chunk.maxTime()) || chunk.encoding() != ChunkEncoding.XOR) {
            spill.add(window, series, chunk);
            appended += chunk.count();
            return;
        }
        XorDecoder decoder = chunk.decoder();
        while (decoder.next()) {
            appendBits(series, decoder.time(), decoder.bits());
        }
    }

    private void histograms(int series, HistogramChunk run) {
        appended += run.size();
        int next = 0;
        while (next < run.size()) {
            BlockSizes.Window window = sizes.windowOf(run.time(next));
            run.only(window::holds).ifPresent(cut -> spill.add(window, series, cut));
            while (next < run.size() && window.holds(run.time(next))) {
                next++;
            }
        }
    }

    /** Returns how many samples have been appended. */
    public long samples() {
        return appended;
    }

    /** Returns how many series there are. */
    public int seriesCount() {
        return all.size();
    }

    private void flushAll() {
        for (int i = 0; i < all.size(); i++) {
            PendingSamples samples = pending[i];
            if (samples != null) {
                flush(i, samples);
                pending[i] = null;
            }
        }
    }

    private void flush(int series, PendingSamples samples) {
        pendingSamples -= samples.size;
        if (samples.sorted) {
            // One window, no more than a chunk: the usual case.
            for (int i = 0; i < samples.size; i++) {
                encoder.append(samples.times[i], samples.bits[i]);
            }
            endChunk(samples.window, series);
        } else {
            spillInOrder(series, samples.inOrder(dropped));
        }
        samples.clear();
    }

    private void spillInOrder(int series, Samples samples) {
        BlockSizes.Window window = sizes.windowOf(samples.time(0));
        for (int i = 0; i < samples.size(); i++) {
            long time = samples.time(i);
            if (!window.holds(time) || encoder.count() == BlockWriter.SAMPLES_A_CHUNK) {
                endChunk(window, series);
                window = sizes.windowOf(time);
            }
            encoder.append(time, samples.bits(i));
        }
        endChunk(window, series);
    }

    private void endChunk(BlockSizes.Window window, int series) {
        if (encoder.count() > 0) {
            spill.add(window, series, encoder);
            encoder.clear();
        }
    }

    private void dropped(boolean differs) {
        if (differs) {
            conflicts++;
        } else {
            duplicates++;
        }
    }

    /** Writes the blocks, then renames them into place one after the other. Without any sample there are no blocks. */
    public BuildReport finish() {
        flushAll();
        int[] ranks = ranks();
        List<BlockWriter> writers = new ArrayList<>();
        List<BlockMeta> blocks = new ArrayList<>();
        try {
            for (Spill.Heap heap : spill.heaps()) {
                BlockWriter writer = new BlockWriter(directory, Ulid.create(now));
                writers.add(writer);
                write(Spill.read(heap), ranks, writer);
                blocks.add(writer.finish());
                Spill.release(heap);
            }
            writers.forEach(BlockWriter::flush);
            writers.forEach(BlockWriter::publish);
        } finally {
            writers.forEach(BlockWriter::close);
        }
        long samples = blocks.stream().mapToLong(BlockMeta::samples).sum();
        return new BuildReport(blocks, samples, duplicates, conflicts);
    }

    /** Returns the place of each series in the order of labels. */
    private int[] ranks() {
        Integer[] order = new Integer[all.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (left, right) -> CodePointOrder.compare(all.get(left), all.get(right)));
        int[] ranks = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i;
        }
        return ranks;
    }

    private void write(Spill.Reader reader, int[] ranks, BlockWriter writer) {
        // Sorted by series, then in the order in which they came.
        long[] order = new long[reader.chunks()];
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) ranks[reader.series(i)] << 32 | i;
        }
        Arrays.sort(order);
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            chunks.add(reader.chunk((int) order[i]));
            if (i + 1 == order.length || order[i] >>> 32 != order[i + 1] >>> 32) {
                writer.series(all.get(reader.series((int) order[i])));
                RunMerge.write(chunks, writer, dropped);
                chunks.clear();
            }
        }
    }

    /** Removes everything that is not in place. */
    @Override
    public void close() {
        BlockWriter.delete(workFolder);
    }
}
