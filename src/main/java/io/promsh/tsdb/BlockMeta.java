package io.promsh.tsdb;

import java.util.List;

/**
 * What a block's meta.json says. The block covers [minTime, maxTime), in epoch milliseconds.
 *
 * @param samples of all kinds
 * @param histogramSamples those of {@code samples} that are native histograms; 0 where the writer did not say
 * @param tombstones the number of deletions that wait to be applied
 * @param level how often it was compacted; 1 for a new block
 * @param sources the blocks that it was made of; itself for a new block
 * @param hints such as {@code from-out-of-order}
 */
public record BlockMeta(
        String ulid,
        long minTime,
        long maxTime,
        long samples,
        long histogramSamples,
        long series,
        long chunks,
        long tombstones,
        int level,
        List<String> sources,
        List<String> hints) {
    public BlockMeta {
        sources = List.copyOf(sources);
        hints = List.copyOf(hints);
    }

    /** The description of a new block. */
    static BlockMeta created(
            String ulid, long minTime, long maxTime, long samples, long histogramSamples, long series, long chunks) {
        return new BlockMeta(
                ulid, minTime, maxTime, samples, histogramSamples, series, chunks, 0, 1, List.of(ulid), List.of());
    }
}
