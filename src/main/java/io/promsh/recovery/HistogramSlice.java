package io.promsh.recovery;

import io.promsh.fetch.EncodedRuns;
import io.promsh.model.NativeHistogram;
import io.promsh.model.Series;
import io.promsh.model.Series.EncodedHistograms;
import io.promsh.model.Series.HistogramSample;
import io.promsh.tsdb.HistogramChunk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The native histograms of a slice, in whichever form they came, each time once. */
final class HistogramSlice {
    private final Series slice;

    HistogramSlice(Series slice) {
        this.slice = slice;
    }

    /** Puts a histogram into a digest. */
    @FunctionalInterface
    interface Addition {
        void to(SeriesDigest digest);
    }

    /** Takes a histogram's time and what it adds. */
    @FunctionalInterface
    interface Visitor {
        void visit(long time, Addition addition);
    }

    void forEach(Visitor visitor) {
        Set<Long> seen = new HashSet<>();
        for (EncodedHistograms run : slice.encoded()) {
            HistogramChunk decoded = EncodedRuns.decode(run);
            for (int i = 0; i < decoded.size(); i++) {
                int at = i;
                if (seen.add(decoded.time(i))) {
                    visitor.visit(decoded.time(i), digest -> add(decoded, at, digest));
                }
            }
        }
        for (HistogramSample sample : slice.histograms()) {
            if (seen.add(sample.timestampMillis())) {
                NativeHistogram histogram = sample.histogram();
                List<Double> buckets = histogram.buckets().stream()
                        .map(NativeHistogram.Bucket::count)
                        .filter(count -> count != 0)
                        .toList();
                visitor.visit(
                        sample.timestampMillis(),
                        digest -> digest.add(sample.timestampMillis(), histogram.count(), histogram.sum(), buckets));
            }
        }
    }

    static void add(HistogramChunk run, int i, SeriesDigest digest) {
        digest.add(run.time(i), run.count(i), run.sum(i), run.filled(i));
    }
}
