package io.promsh.tsdb;

import io.promsh.model.SparseHistogram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes native histograms of one series that ascend in time. A chunk ends where the next sample has other buckets, where counts were
 * reset (within a chunk a reader takes it that they were not) and after a stale marker.
 */
final class HistogramEncoder {
    /** What a chunk's flags say where nothing is known of a reset, and for each other hint. */
    private static final int[] FLAGS = {0, 0b1000_0000, 0b0100_0000, 0b1100_0000};

    private final List<Chunk> chunks = new ArrayList<>();
    private @Nullable HistogramWriter open;
    private @Nullable SparseHistogram last;

    /** Returns samples as chunks, which lie apart. */
    static List<Chunk> encode(List<SparseHistogram> ascending) {
        HistogramEncoder encoder = new HistogramEncoder();
        ascending.forEach(encoder::append);
        return encoder.chunks();
    }

    void append(SparseHistogram histogram) {
        HistogramWriter writer = open;
        if (writer == null || !goesOn(writer, histogram)) {
            if (writer != null) {
                chunks.add(writer.chunk());
            }
            writer = begin(histogram);
            open = writer;
        }
        writer.append(histogram.timestampMillis(), histogram.isStale() ? writer.stale() : values(histogram));
        last = histogram;
    }

    private static HistogramWriter begin(SparseHistogram histogram) {
        ChunkEncoding encoding = histogram.isFloat() ? ChunkEncoding.FLOAT_HISTOGRAM : ChunkEncoding.HISTOGRAM;
        int fields = HistogramWriter.FIRST_BUCKET + histogram.buckets().length;
        HistogramWriter writer = new HistogramWriter(encoding, fields, FLAGS[histogram.hint() & 3]);
        HistogramLayouts.write(histogram.layout(), writer.bits());
        return writer;
    }

    private static long[] values(SparseHistogram histogram) {
        long[] values = new long[HistogramWriter.FIRST_BUCKET + histogram.buckets().length];
        values[HistogramWriter.COUNT] = histogram.count();
        values[HistogramWriter.ZEROS] = histogram.zeros();
        values[HistogramWriter.SUM] = Double.doubleToRawLongBits(histogram.sum());
        System.arraycopy(histogram.buckets(), 0, values, HistogramWriter.FIRST_BUCKET, histogram.buckets().length);
        return values;
    }

    private boolean goesOn(HistogramWriter writer, SparseHistogram next) {
        SparseHistogram before = last;
        if (before == null
                || next.timestampMillis() <= writer.lastTime()
                || writer.size() == BlockWriter.SAMPLES_A_CHUNK
                || before.isStale()
                || before.isFloat() != next.isFloat()) {
            return false;
        }
        // A stale marker says nothing of buckets.
        if (next.isStale()) {
            return true;
        }
        boolean isGauge = next.hint() == SparseHistogram.GAUGE;
        boolean isSameKind = isGauge == (before.hint() == SparseHistogram.GAUGE);
        return isSameKind && before.layout().equals(next.layout()) && (isGauge || !isReset(before, next));
    }

    private static boolean isReset(SparseHistogram before, SparseHistogram next) {
        if (next.hint() == 1
                || next.number(next.count()) < before.number(before.count())
                || next.number(next.zeros()) < before.number(before.zeros())) {
            return true;
        }
        double[] had = before.counts();
        double[] has = next.counts();
        for (int i = 0; i < has.length; i++) {
            if (has[i] < had[i]) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return open == null;
    }

    /** Returns what was appended; in the order in which it came, so that a later chunk may lie before an earlier one. */
    List<Chunk> chunks() {
        List<Chunk> all = new ArrayList<>(chunks);
        if (open != null) {
            all.add(open.chunk());
        }
        return all;
    }
}
