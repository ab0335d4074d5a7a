package io.promsh.tsdb;

import io.promsh.model.Values;

/** Writes the samples of a chunk of native histograms, whose layout of buckets stands before them. */
final class HistogramWriter {
    /** Before the buckets: number of observations, those in the zero bucket, sum. */
    static final int COUNT = 0;

    static final int ZEROS = 1;
    static final int SUM = 2;
    static final int FIRST_BUCKET = 3;

    private final ChunkEncoding encoding;
    private final boolean isFloat;
    private final BitWriter out = new BitWriter();
    private final XorField[] changed;
    private final long[] last;
    private final long[] deltas;
    private int size;
    private long firstTime;
    private long lastTime;
    private long timeDelta;

    /** Begins a chunk; {@code flags} is the byte that says what is known of a reset. The layout is for the caller to write. */
    HistogramWriter(ChunkEncoding encoding, int fields, int flags) {
        this.encoding = encoding;
        isFloat = encoding == ChunkEncoding.FLOAT_HISTOGRAM;
        changed = XorField.row(fields);
        last = new long[fields];
        deltas = new long[fields];
        out.put(0, 16);
        out.put(flags, 8);
    }

    BitWriter bits() {
        return out;
    }

    int size() {
        return size;
    }

    long lastTime() {
        return lastTime;
    }

    /** Returns a stale marker's values: what costs no bits. */
    long[] stale() {
        long[] values = new long[last.length];
        if (!isFloat && size > 0) {
            for (int field = 0; field < SUM; field++) {
                values[field] = last[field] + deltas[field];
            }
        }
        values[SUM] = Values.STALE_BITS;
        return values;
    }

    /** Appends a sample; {@code values} as {@link HistogramChunk} keeps them. */
    void append(long time, long[] values) {
        if (size == 0) {
            firstTime = time;
            out.signed(time);
        } else {
            long delta = time - lastTime;
            out.signed(delta - timeDelta);
            timeDelta = delta;
        }
        lastTime = time;
        int end = size > 0 && values[SUM] == Values.STALE_BITS ? FIRST_BUCKET : values.length;
        for (int field = 0; field < end; field++) {
            append(field, values[field]);
        }
        size++;
    }

    private void append(int field, long value) {
        if (isFloat || field == SUM) {
            if (size == 0) {
                changed[field].writeFirst(out, value);
            } else {
                changed[field].write(out, value);
            }
        } else if (size > 0) {
            long delta = value - last[field];
            out.signed(delta - deltas[field]);
            deltas[field] = delta;
        } else if (field < SUM) {
            out.unsigned(value);
        } else {
            out.signed(value);
        }
        last[field] = value;
    }

    /** Returns the samples so far, at least one; more may follow. */
    Chunk chunk() {
        byte[] data = out.toByteArray();
        data[0] = (byte) (size >>> 8);
        data[1] = (byte) size;
        return new Chunk(encoding, firstTime, lastTime, data);
    }
}
