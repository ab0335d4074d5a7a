package io.promsh.tsdb;

import io.promsh.model.SparseHistogram;
import io.promsh.model.SparseHistogram.Layout;
import io.promsh.model.SparseHistogram.Span;
import java.util.ArrayList;
import java.util.List;

/** Reads the log's records of native histograms (kinds 7 to 10; Prometheus, tsdb/docs/format/wal.md). */
final class WalHistograms {
    private static final int MOST_HINT = 3;
    private static final int LOWEST_SCHEMA = -9;
    private static final int HIGHEST_SCHEMA = 52;

    private final ByteCursor cursor;
    private final String file;
    private final boolean isFloat;

    private WalHistograms(ByteCursor cursor, String file, boolean isFloat) {
        this.cursor = cursor;
        this.file = file;
        this.isFloat = isFloat;
    }

    /** Hears a histogram of the series with that reference. */
    @FunctionalInterface
    interface Listener {
        void histogram(long reference, SparseHistogram histogram);
    }

    /** Reads a record after its first byte. Throws a failure, having told of none, where anything in it cannot be. */
    static void read(ByteCursor cursor, String file, boolean isFloat, Listener listener) {
        if (!cursor.hasMore()) {
            return;
        }
        WalHistograms record = new WalHistograms(cursor, file, isFloat);
        long reference = cursor.u64();
        long time = cursor.u64();
        List<Long> references = new ArrayList<>();
        List<SparseHistogram> all = new ArrayList<>();
        while (cursor.hasMore()) {
            references.add(reference + cursor.varint());
            all.add(record.one(time + cursor.varint()));
        }
        for (int i = 0; i < all.size(); i++) {
            listener.histogram(references.get(i), all.get(i));
        }
    }

    private SparseHistogram one(long time) {
        int hint = cursor.u8();
        long schema = cursor.varint();
        double threshold = Double.longBitsToDouble(cursor.u64());
        long zeros = number();
        long count = number();
        double sum = Double.longBitsToDouble(cursor.u64());
        List<Span> positive = spans();
        List<Span> negative = spans();
        List<Long> buckets = new ArrayList<>();
        int above = buckets(buckets);
        int below = buckets(buckets);
        List<Double> bounds = new ArrayList<>();
        if (schema == Layout.CUSTOM) {
            for (int left = cursor.count(); left > 0; left--) {
                bounds.add(Double.longBitsToDouble(cursor.u64()));
            }
        }
        boolean isSchema = schema == Layout.CUSTOM || (schema >= LOWEST_SCHEMA && schema <= HIGHEST_SCHEMA);
        Layout layout = new Layout((int) schema, threshold, positive, negative, bounds);
        if (hint > MOST_HINT || !isSchema || layout.positiveBuckets() != above || layout.negativeBuckets() != below) {
            throw Damage.in(file, "a record of native histograms does not fit together");
        }
        long[] values = buckets.stream().mapToLong(Long::longValue).toArray();
        return new SparseHistogram(layout, isFloat, hint, time, count, zeros, sum, values);
    }

    private long number() {
        return isFloat ? cursor.u64() : cursor.uvarint();
    }

    private List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (int left = cursor.count(); left > 0; left--) {
            long offset = cursor.varint();
            spans.add(new Span((int) offset, cursor.count()));
        }
        return spans;
    }

    private int buckets(List<Long> into) {
        int count = cursor.count();
        for (int left = count; left > 0; left--) {
            into.add(isFloat ? cursor.u64() : cursor.varint());
        }
        return count;
    }
}
