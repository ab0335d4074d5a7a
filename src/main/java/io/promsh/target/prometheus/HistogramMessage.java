package io.promsh.target.prometheus;

import io.promsh.model.SparseHistogram;
import io.promsh.model.SparseHistogram.Span;
import java.util.List;

/** Makes the message of a native histogram, the same in both versions of remote write (Prometheus, prompb/types.proto). */
final class HistogramMessage {
    private final ProtoBytes message = new ProtoBytes();
    private final ProtoBytes inner = new ProtoBytes();

    /** Returns the message of a histogram; the next call makes another one in its place. */
    ProtoBytes of(SparseHistogram histogram) {
        message.clear();
        boolean isFloat = histogram.isFloat();
        // One of two fields, which tells floats from whole numbers: there even if 0.
        if (isFloat) {
            // Servers up to 2.42 tell floats by a count above 0, and put others before them; of a stale marker it says
            // nothing.
            message.realEvenIfZero(2, histogram.isStale() ? 1 : histogram.number(histogram.count()));
        } else {
            message.numberEvenIfZero(1, histogram.count());
        }
        message.real(3, histogram.sum());
        message.number(4, zigzag(histogram.layout().schema()));
        message.real(5, histogram.layout().zeroThreshold());
        if (isFloat) {
            message.realEvenIfZero(7, histogram.number(histogram.zeros()));
        } else {
            message.numberEvenIfZero(6, histogram.zeros());
        }
        int positive = histogram.layout().positiveBuckets();
        side(8, histogram.layout().negative(), histogram, positive, histogram.buckets().length);
        side(11, histogram.layout().positive(), histogram, 0, positive);
        // Of resets the receiver finds out; that it is a gauge it cannot.
        message.number(14, histogram.hint() == SparseHistogram.GAUGE ? SparseHistogram.GAUGE : 0);
        message.number(15, histogram.timestampMillis());
        List<Double> bounds = histogram.layout().bounds();
        if (!bounds.isEmpty()) {
            inner.clear();
            bounds.forEach(bound -> inner.fixed(Double.doubleToRawLongBits(bound)));
            message.message(16, inner);
        }
        return message;
    }

    /** The spans of a side are one field, the differences of whole numbers the next, counts in floats the one after. */
    private void side(int field, List<Span> spans, SparseHistogram histogram, int from, int to) {
        for (Span span : spans) {
            inner.clear();
            inner.number(1, zigzag(span.offset()));
            inner.number(2, span.length());
            message.message(field, inner);
        }
        if (from == to) {
            return;
        }
        inner.clear();
        for (int i = from; i < to; i++) {
            if (histogram.isFloat()) {
                inner.fixed(histogram.buckets()[i]);
            } else {
                inner.varint(zigzag(histogram.buckets()[i]));
            }
        }
        message.message(histogram.isFloat() ? field + 2 : field + 1, inner);
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }
}
