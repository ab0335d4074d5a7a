package io.promsh.tsdb;

import io.promsh.model.SparseHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Brings chunks of native histograms of one series that may overlap into one order, each time once. */
final class HistogramMerge {
    private HistogramMerge() {}

    /**
     * Returns chunks that lie apart, ascending: as they are where nothing overlaps, cut where one repeats what another has, and
     * encoded anew where they are woven into each other. Of two samples at the same time the one of the earlier chunk in the list.
     */
    static List<Chunk> apart(List<Chunk> chunks, Samples.Dropped dropped) {
        List<Chunk> sorted = new ArrayList<>(chunks);
        sorted.sort(Comparator.comparingLong(Chunk::minTime));
        if (RunMerge.isApart(sorted)) {
            return sorted;
        }
        List<Chunk> once = new ArrayList<>();
        Map<Long, Integer> seen = new HashMap<>();
        for (Chunk chunk : chunks) {
            HistogramChunk run = HistogramChunk.decode(chunk);
            run.only(time -> !seen.containsKey(time)).ifPresent(once::add);
            for (int i = 0; i < run.size(); i++) {
                int content = Objects.hash(run.isStale(i) ? 0 : run.count(i), run.sum(i), run.filled(i));
                Integer before = seen.putIfAbsent(run.time(i), content);
                if (before != null) {
                    dropped.sample(before != content);
                }
            }
        }
        once.sort(Comparator.comparingLong(Chunk::minTime));
        return RunMerge.isApart(once) ? once : HistogramEncoder.encode(withoutHints(samples(once)));
    }

    /** Another sample may stand before each now: whether counts were reset is for the reader to find. */
    static List<SparseHistogram> withoutHints(List<SparseHistogram> histograms) {
        return histograms.stream().map(SparseHistogram::withoutHint).toList();
    }

    /** Returns what the chunks hold, in ascending time. */
    static List<SparseHistogram> samples(List<Chunk> chunks) {
        List<SparseHistogram> all = new ArrayList<>();
        for (Chunk chunk : chunks) {
            HistogramChunk run = HistogramChunk.decode(chunk);
            for (int i = 0; i < run.size(); i++) {
                all.add(run.sample(i));
            }
        }
        all.sort(Comparator.comparingLong(SparseHistogram::timestampMillis));
        return all;
    }
}
