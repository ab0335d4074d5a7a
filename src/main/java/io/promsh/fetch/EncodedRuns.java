package io.promsh.fetch;

import io.promsh.model.Series.EncodedHistograms;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.ChunkEncoding;
import io.promsh.tsdb.HistogramChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Native histograms as they are stored, on their way through a read: cut by time, never changed. */
public final class EncodedRuns {
    private EncodedRuns() {}

    /** Returns the run that a chunk of native histograms is. */
    public static EncodedHistograms of(Chunk chunk) {
        return new EncodedHistograms(chunk.encoding().code(), chunk.minTime(), chunk.count(), chunk.data());
    }

    /** Returns what a run holds. Throws a failure for bytes that are no such chunk. */
    public static HistogramChunk decode(EncodedHistograms run) {
        return HistogramChunk.decode(ChunkEncoding.of(run.encoding()).orElseThrow(), run.bytes());
    }

    /** Returns the runs with the samples whose time is wanted; a run that is wanted whole stays the same bytes. */
    static List<EncodedHistograms> only(List<EncodedHistograms> runs, LongPredicate isWanted) {
        List<EncodedHistograms> kept = new ArrayList<>(runs.size());
        for (EncodedHistograms run : runs) {
            decode(run).only(isWanted).ifPresent(chunk -> kept.add(of(chunk)));
        }
        return kept;
    }

    static int samples(List<EncodedHistograms> runs) {
        return runs.stream().mapToInt(EncodedHistograms::samples).sum();
    }
}
