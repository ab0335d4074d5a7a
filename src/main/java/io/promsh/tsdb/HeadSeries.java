package io.promsh.tsdb;

import io.promsh.model.Labels;
import io.promsh.model.SparseHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A series of a head: its full chunks, then what the log has of it, encoded as it comes. */
final class HeadSeries implements StoredSeries {
    private static final int SAMPLES_A_CHUNK = 8 * BlockWriter.SAMPLES_A_CHUNK;

    private final Labels labels;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<long[]> deleted = new ArrayList<>(0);
    private final XorEncoder open = new XorEncoder();
    private final HistogramEncoder histograms = new HistogramEncoder();

    HeadSeries(Labels labels) {
        this.labels = labels;
    }

    void add(long time, long bits) {
        if (open.count() > 0 && (time <= open.maxTime() || open.count() == SAMPLES_A_CHUNK)) {
            chunks.add(open.toChunk());
            open.clear();
        }
        open.append(time, bits);
    }

    void add(SparseHistogram histogram) {
        histograms.append(histogram);
    }

    void add(Chunk chunk) {
        chunks.add(chunk);
    }

    /** Deletes what has come so far in the closed range. */
    void delete(long from, long to) {
        deleted.add(new long[] {from, to});
    }

    boolean isEmpty() {
        return open.count() == 0 && chunks.isEmpty() && histograms.isEmpty();
    }

    long minTime() {
        return chunks().stream().mapToLong(Chunk::minTime).min().orElse(Long.MAX_VALUE);
    }

    long maxTime() {
        return chunks().stream().mapToLong(Chunk::maxTime).max().orElse(Long.MIN_VALUE);
    }

    @Override
    public Labels labels() {
        return labels;
    }

    /** Chunks may overlap here: the log repeats what full chunks hold. */
    @Override
    public List<Chunk> chunks() {
        List<Chunk> all = new ArrayList<>(chunks);
        if (open.count() > 0) {
            all.add(open.toChunk());
        }
        all.addAll(histograms.chunks());
        all.sort(Comparator.comparingLong(Chunk::minTime));
        return all;
    }

    @Override
    public Samples samples(long from, long to) {
        List<Chunk> floats = chunks().stream()
                .filter(chunk -> chunk.encoding() == ChunkEncoding.XOR)
                .toList();
        Samples all = RunMerge.decode(floats).inOrder(Samples.Dropped.IGNORED);
        return all.within(from, to, deleted);
    }

    @Override
    public List<Chunk> histograms(long from, long to) {
        // Full chunks first: what the log repeats of them goes.
        List<Chunk> all = new ArrayList<>();
        Stream.concat(chunks.stream(), histograms.chunks().stream())
                .filter(chunk -> HistogramChunk.isDecodable(chunk.encoding()))
                .filter(chunk -> chunk.maxTime() >= from && chunk.minTime() <= to)
                .forEach(all::add);
        List<Chunk> found = new ArrayList<>();
        for (Chunk chunk : HistogramMerge.apart(all, Samples.Dropped.IGNORED)) {
            HistogramChunk.within(chunk, from, to, deleted).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public long undecoded() {
        return chunks.stream()
                .filter(chunk -> !chunk.encoding().isDecoded())
                .mapToLong(Chunk::count)
                .sum();
    }

    /** Counts each sample once, also where the log repeats a full chunk. */
    @Override
    public long count() {
        return samples().size() + histogramSamples() + undecoded();
    }
}
