package io.promsh.tsdb;

import io.promsh.model.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes one block, series after series in the order of their labels, into {@code ULID.tmp-for-creation} beside the place that
 * {@link #publish} renames it to. For samples in any order over any time there is {@link BlockBuilder}.
 *
 * <p>Each series takes samples, which are cut into chunks of {@value #SAMPLES_A_CHUNK}, or chunks that are ready, which are taken
 * over as they are; both in ascending time.
 */
public final class BlockWriter implements AutoCloseable {
    /** How many samples a chunk takes, as the server's do. */
    public static final int SAMPLES_A_CHUNK = 120;

    private final Path target;
    private final Path unfinished;
    private final String ulid;
    private final ChunkFileWriter chunkFiles;
    private IndexWriter index = new IndexWriter();
    private final XorEncoder open = new XorEncoder();
    private final ByteSink encoded = new ByteSink(2048);
    private final ByteSink chunkEntries = new ByteSink(1024);

    private @Nullable Labels labels;
    private int seriesChunks;
    private long lastReference;
    private long lastTime;
    private long minTime = Long.MAX_VALUE;
    private long maxTime = Long.MIN_VALUE;
    private long samples;
    private long histogramSamples;
    private long chunks;
    private boolean finished;
    private boolean flushed;
    private boolean published;

    /** Starts the block {@code ulid} in {@code directory}, which exists. */
    public BlockWriter(Path directory, String ulid) {
        this(directory, ulid, ChunkFileWriter.FULL_BYTES);
    }

    BlockWriter(Path directory, String ulid, int chunkFileBytes) {
        this.ulid = ulid;
        target = directory.resolve(ulid);
        unfinished = directory.resolve(ulid + ".tmp-for-creation");
        Path chunkFolder = unfinished.resolve("chunks");
        try {
            Files.createDirectories(chunkFolder);
        } catch (IOException e) {
            throw MappedFile.failure(unfinished, e);
        }
        chunkFiles = new ChunkFileWriter(chunkFolder, chunkFileBytes);
    }

    /** Goes to the next series. Throws {@link IllegalArgumentException} when it does not come after the last. */
    public void series(Labels next) {
        endSeries();
        if (labels != null && CodePointOrder.compare(labels, next) >= 0) {
            throw new IllegalArgumentException(next + " does not come after " + labels);
        }
        labels = next;
        lastTime = Long.MIN_VALUE;
    }

    /** Appends a sample to the series: epoch milliseconds after those of the last, and the bits of the value. */
    public void sample(long time, long bits) {
        if (open.count() == SAMPLES_A_CHUNK) {
            endChunk();
        }
        if (seriesChunks > 0 && time <= lastTime) {
            throw new IllegalArgumentException("a sample at " + time + " after " + lastTime);
        }
        open.append(time, bits);
    }

    /** Appends a chunk as it is; it begins after the last sample. */
    public void chunk(Chunk chunk) {
        endChunk();
        append(chunk.encoding(), chunk.data(), chunk.data().length, chunk.minTime(), chunk.maxTime(), chunk.count());
    }

    private void append(ChunkEncoding encoding, byte[] data, int length, long min, long max, int count) {
        if (labels == null || max < min || (seriesChunks > 0 && min <= lastTime)) {
            throw new IllegalArgumentException(
                    "a chunk of " + labels + " from " + min + " to " + max + " after " + lastTime);
        }
        long reference = chunkFiles.write(encoding, data, 0, length);
        if (seriesChunks == 0) {
            chunkEntries.varint(min).uvarint(max - min).uvarint(reference);
        } else {
            chunkEntries.uvarint(min - lastTime).uvarint(max - min).varint(reference - lastReference);
        }
        lastReference = reference;
        lastTime = max;
        seriesChunks++;
        chunks++;
        samples += count;
        histogramSamples += encoding.isHistogram() ? count : 0;
        minTime = Math.min(minTime, min);
        maxTime = Math.max(maxTime, max);
    }

    private void endChunk() {
        if (open.count() > 0) {
            encoded.clear();
            open.writeTo(encoded);
            append(ChunkEncoding.XOR, encoded.array(), encoded.size(), open.minTime(), open.maxTime(), open.count());
            open.clear();
        }
    }

    /** A series without samples leaves no trace. */
    private void endSeries() {
        endChunk();
        if (labels != null && seriesChunks > 0) {
            index.add(labels, chunkEntries, seriesChunks);
        }
        chunkEntries.clear();
        seriesChunks = 0;
    }

    /**
     * Writes index, tombstones and meta.json; the block waits for {@link #publish}. Throws {@link IllegalStateException} when there is
     * no sample at all.
     */
    public BlockMeta finish() {
        endSeries();
        if (chunks == 0) {
            throw new IllegalStateException("a block needs samples");
        }
        chunkFiles.close();
        index.write(unfinished.resolve("index"));
        BlockMeta meta =
                BlockMeta.created(ulid, minTime, maxTime + 1, samples, histogramSamples, index.series(), chunks);
        write("tombstones", Tombstones.empty());
        write("meta.json", MetaJson.write(meta));
        finished = true;
        // Many finished blocks may wait for each other: they must not keep their series in memory.
        index = new IndexWriter();
        return meta;
    }

    private void write(String name, byte[] bytes) {
        try (FileSink file = new FileSink(unfinished.resolve(name))) {
            file.write(bytes, 0, bytes.length);
        }
    }

    /** Flushes the finished block to the disk: makes {@link #publish} quick. */
    void flush() {
        if (!finished) {
            throw new IllegalStateException("not finished");
        }
        if (!flushed) {
            Flushing.tree(unfinished);
            flushed = true;
        }
    }

    /** Flushes the finished block to the disk and renames it into its place, in one step. */
    public void publish() {
        flush();
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw MappedFile.failure(target, e);
        }
        published = true;
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null) {
            Flushing.folder(parent);
        }
    }

    /** Removes what was written, unless it was published. */
    @Override
    public void close() {
        if (published) {
            return;
        }
        chunkFiles.abandon();
        delete(unfinished);
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw MappedFile.failure(folder, e);
        }
    }
}
