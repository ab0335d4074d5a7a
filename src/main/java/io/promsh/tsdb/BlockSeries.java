package io.promsh.tsdb;

import io.promsh.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** A series of a block. */
final class BlockSeries implements StoredSeries {
    private final IndexReader.Entry entry;
    private final ChunkFiles files;
    private final List<long[]> deleted;

    BlockSeries(IndexReader.Entry entry, ChunkFiles files, List<long[]> deleted) {
        this.entry = entry;
        this.files = files;
        this.deleted = deleted;
    }

    @Override
    public Labels labels() {
        return entry.labels();
    }

    @Override
    public List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>(entry.chunks());
        for (int i = 0; i < entry.chunks(); i++) {
            chunks.add(chunk(i));
        }
        return chunks;
    }

    private Chunk chunk(int i) {
        return files.read(entry.references()[i], entry.minTimes()[i], entry.maxTimes()[i]);
    }

    @Override
    public Samples samples(long from, long to) {
        Samples found = new Samples(entry.chunks() * BlockWriter.SAMPLES_A_CHUNK);
        for (int i = 0; i < entry.chunks(); i++) {
            if (entry.maxTimes()[i] >= from && entry.minTimes()[i] <= to) {
                add(chunk(i), from, to, found);
            }
        }
        return found;
    }

    private void add(Chunk chunk, long from, long to, Samples found) {
        if (chunk.encoding() == ChunkEncoding.XOR) {
            XorDecoder decoder = chunk.decoder();
            while (decoder.next()) {
                long time = decoder.time();
                if (time >= from && time <= to && (deleted.isEmpty() || !isDeleted(time))) {
                    found.add(time, decoder.bits());
                }
            }
        }
    }

    private boolean isDeleted(long time) {
        for (long[] interval : deleted) {
            if (time >= interval[0] && time <= interval[1]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Chunk> histograms(long from, long to) {
        List<Chunk> found = new ArrayList<>();
        for (int i = 0; i < entry.chunks(); i++) {
            boolean isNear = entry.maxTimes()[i] >= from && entry.minTimes()[i] <= to;
            if (isNear && HistogramChunk.isDecodable(files.encoding(entry.references()[i]))) {
                HistogramChunk.within(chunk(i), from, to, deleted).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public long undecoded() {
        long samples = 0;
        for (int i = 0; i < entry.chunks(); i++) {
            // Most chunks are decoded, and need not be read for this.
            samples += files.encoding(entry.references()[i]).isDecoded() ? 0 : chunk(i).count();
        }
        return samples;
    }

    boolean hasDeletions() {
        return !deleted.isEmpty();
    }
}
