package io.promsh.tsdb;

import io.promsh.model.SparseHistogram.Layout;
import io.promsh.model.SparseHistogram.Span;
import java.util.ArrayList;
import java.util.List;

/** The head of a chunk of native histograms, which says what buckets all of its samples have. */
final class HistogramLayouts {
    private static final int MOST_BUCKETS = 1 << 20;

    /** A zero threshold that is a power of two takes a byte: its exponent and this. */
    private static final int EXPONENT_SHIFT = 244;

    private static final int RAW_THRESHOLD = 0xFF;
    /** Bounds that are whole thousandths up to this many are written as such. */
    private static final double MOST_THOUSANDTHS = 33_554_430;

    private HistogramLayouts() {}

    static Layout read(BitReader in, String where) {
        int code = (int) in.bits(8);
        double threshold = code == RAW_THRESHOLD
                ? Double.longBitsToDouble(in.bits(64))
                : code == 0 ? 0 : Math.scalb(1.0, code - EXPONENT_SHIFT);
        int schema = (int) in.signed();
        List<Span> positive = spans(in, where);
        List<Span> negative = spans(in, where);
        List<Double> bounds = new ArrayList<>();
        if (schema == Layout.CUSTOM) {
            long count = in.unsigned();
            for (long i = 0; i < count; i++) {
                long thousandths = in.unsigned();
                bounds.add(thousandths == 0 ? Double.longBitsToDouble(in.bits(64)) : (thousandths - 1) / 1000.0);
            }
        }
        return new Layout(schema, threshold, positive, negative, bounds);
    }

    private static List<Span> spans(BitReader in, String where) {
        List<Span> spans = new ArrayList<>();
        long buckets = 0;
        long count = in.unsigned();
        for (long i = 0; i < count; i++) {
            long length = in.unsigned();
            int offset = (int) in.signed();
            buckets += length;
            if (length < 0 || buckets > MOST_BUCKETS) {
                throw Damage.in(where, "it says that it has too many buckets");
            }
            spans.add(new Span(offset, (int) length));
        }
        return spans;
    }

    static void write(Layout layout, BitWriter out) {
        threshold(layout.zeroThreshold(), out);
        out.signed(layout.schema());
        for (List<Span> spans : List.of(layout.positive(), layout.negative())) {
            out.unsigned(spans.size());
            for (Span span : spans) {
                out.unsigned(span.length());
                out.signed(span.offset());
            }
        }
        if (layout.schema() == Layout.CUSTOM) {
            out.unsigned(layout.bounds().size());
            layout.bounds().forEach(bound -> bound(bound, out));
        }
    }

    private static void threshold(double threshold, BitWriter out) {
        int exponent = Math.getExponent(threshold);
        int code = exponent + EXPONENT_SHIFT;
        if (threshold == 0) {
            out.put(0, 8);
        } else if (threshold == Math.scalb(1.0, exponent) && code > 0 && code < RAW_THRESHOLD) {
            out.put(code, 8);
        } else {
            out.put(RAW_THRESHOLD, 8);
            out.put(Double.doubleToRawLongBits(threshold), 64);
        }
    }

    private static void bound(double bound, BitWriter out) {
        double thousandths = Math.rint(bound * 1000);
        // A negative zero is not what it would be read as.
        boolean isWhole = thousandths >= 0 && thousandths <= MOST_THOUSANDTHS && thousandths / 1000 == bound;
        if (isWhole && Double.doubleToRawLongBits(bound) >= 0) {
            out.unsigned((long) thousandths + 1);
        } else {
            out.put(0, 1);
            out.put(Double.doubleToRawLongBits(bound), 64);
        }
    }
}
