package io.promsh.tsdb;

import io.promsh.model.SparseHistogram;
import io.promsh.model.SparseHistogram.Layout;
import io.promsh.model.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * A chunk of native histograms (encodings 2 and 3), decoded as far as it takes to cut it and to compare what it holds. All samples of
 * a chunk share one layout of buckets, which is carried bit for bit.
 */
public final class HistogramChunk {
    private static final String WHERE = "a chunk of native histograms";
    private static final int HEAD_BYTES = 3;
    private static final int GAUGE = 0b1100_0000;
    private static final int COUNT = HistogramWriter.COUNT;
    private static final int ZEROS = HistogramWriter.ZEROS;
    private static final int SUM = HistogramWriter.SUM;
    private static final int FIRST_BUCKET = HistogramWriter.FIRST_BUCKET;

    private final Chunk chunk;
    private final boolean isFloat;
    private final Layout layout;
    private final int layoutEnd;
    private final int positive;
    private final int fields;
    private final long[] times;
    private final long[][] samples;

    private HistogramChunk(Chunk chunk) {
        this.chunk = chunk;
        isFloat = chunk.encoding() == ChunkEncoding.FLOAT_HISTOGRAM;
        BitReader in = new BitReader(chunk.data(), HEAD_BYTES, WHERE);
        layout = HistogramLayouts.read(in, WHERE);
        layoutEnd = in.position();
        positive = layout.positiveBuckets();
        fields = FIRST_BUCKET + positive + layout.negativeBuckets();
        times = new long[chunk.count()];
        samples = new long[chunk.count()][];
        read(in);
    }

    /** Returns whether chunks of that encoding can be decoded here. */
    public static boolean isDecodable(ChunkEncoding encoding) {
        return encoding == ChunkEncoding.HISTOGRAM || encoding == ChunkEncoding.FLOAT_HISTOGRAM;
    }

    /** Decodes a chunk. Throws a failure when it ends before its last sample or cannot be one. */
    public static HistogramChunk decode(Chunk chunk) {
        if (!isDecodable(chunk.encoding())) {
            throw new IllegalArgumentException(chunk.encoding() + " holds no histograms that are decoded");
        }
        return new HistogramChunk(chunk);
    }

    /** Decodes bytes of a chunk whose times are in itself alone. Throws a failure for bytes that are no such chunk. */
    public static HistogramChunk decode(ChunkEncoding encoding, byte[] data) {
        HistogramChunk read = decode(new Chunk(encoding, 0, 0, data));
        if (read.size() == 0) {
            throw Damage.in(WHERE, "it has no sample");
        }
        return decode(new Chunk(encoding, read.time(0), read.time(read.size() - 1), data));
    }

    /** Returns what a chunk has in the closed range [from, to] and in none of the deleted closed intervals, if anything. */
    static Optional<Chunk> within(Chunk chunk, long from, long to, List<long[]> deleted) {
        if (deleted.isEmpty() && chunk.minTime() >= from && chunk.maxTime() <= to) {
            return Optional.of(chunk);
        }
        return decode(chunk)
                .only(time -> time >= from
                        && time <= to
                        && deleted.stream().noneMatch(interval -> time >= interval[0] && time <= interval[1]));
    }

    private void read(BitReader in) {
        XorField[] changed = XorField.row(fields);
        long[] deltas = new long[fields];
        long timeDelta = 0;
        for (int i = 0; i < times.length; i++) {
            timeDelta = i == 0 ? 0 : timeDelta + in.signed();
            times[i] = i == 0 ? in.signed() : times[i - 1] + timeDelta;
            long[] values = new long[fields];
            for (int field = 0; field < fields; field++) {
                if (field == FIRST_BUCKET && i > 0 && isStale(values)) {
                    break;
                }
                if (isFloat || field == SUM) {
                    values[field] = i == 0 ? changed[field].readFirst(in) : changed[field].read(in, WHERE);
                } else if (i == 0) {
                    values[field] = field < SUM ? in.unsigned() : in.signed();
                } else {
                    deltas[field] += in.signed();
                    values[field] = samples[i - 1][field] + deltas[field];
                }
            }
            samples[i] = values;
        }
    }

    private static boolean isStale(long[] values) {
        return values[SUM] == Values.STALE_BITS;
    }

    /** Returns the number of samples. */
    public int size() {
        return times.length;
    }

    /** Returns the time of sample {@code i} in epoch milliseconds. */
    public long time(int i) {
        return times[i];
    }

    /** Returns all times: a copy. */
    public long[] times() {
        return times.clone();
    }

    /** Returns whether sample {@code i} is a stale marker. */
    public boolean isStale(int i) {
        return isStale(samples[i]);
    }

    /** Returns the chunk that it was decoded from. */
    public Chunk chunk() {
        return chunk;
    }

    /** Returns the number of observations of sample {@code i}. */
    public double count(int i) {
        return number(samples[i][COUNT]);
    }

    /** Returns the sum of the observations of sample {@code i}. */
    public double sum(int i) {
        return Double.longBitsToDouble(samples[i][SUM]);
    }

    private double number(long value) {
        return isFloat ? Double.longBitsToDouble(value) : value;
    }

    /** Returns what the buckets of sample {@code i} hold, from the lowest to the highest, without those that are empty. */
    public List<Double> filled(int i) {
        List<Double> all = new ArrayList<>();
        if (isStale(i)) {
            return all;
        }
        double[] counts = sample(i).counts();
        for (int bucket = counts.length - 1; bucket >= positive; bucket--) {
            all.add(counts[bucket]);
        }
        all.add(number(samples[i][ZEROS]));
        for (int bucket = 0; bucket < positive; bucket++) {
            all.add(counts[bucket]);
        }
        all.removeIf(value -> value == 0);
        return all;
    }

    /**
     * Returns a chunk of the samples whose time is wanted: the very same chunk where all are, empty where none is. One that begins
     * later no longer says whether the counts were reset at its first sample: that is for the reader to find.
     */
    public Optional<Chunk> only(LongPredicate isWanted) {
        int[] kept = new int[times.length];
        int size = 0;
        for (int i = 0; i < times.length; i++) {
            if (isWanted.test(times[i])) {
                kept[size++] = i;
            }
        }
        if (size == 0) {
            return Optional.empty();
        }
        return Optional.of(size == times.length ? chunk : written(Arrays.copyOf(kept, size)));
    }

    Chunk written(int[] kept) {
        byte[] data = chunk.data();
        int flags = data[2] & GAUGE;
        HistogramWriter writer =
                new HistogramWriter(chunk.encoding(), fields, kept[0] == 0 || flags == GAUGE ? flags : 0);
        BitReader head = new BitReader(data, HEAD_BYTES, WHERE);
        for (int left = layoutEnd - HEAD_BYTES * 8; left > 0; left -= Math.min(left, 32)) {
            writer.bits().put(head.bits(Math.min(left, 32)), Math.min(left, 32));
        }
        for (int i : kept) {
            writer.append(times[i], samples[i]);
        }
        return writer.chunk();
    }

    /** Returns sample {@code i}. Of a reset before it the chunk says something for its first sample alone. */
    public SparseHistogram sample(int i) {
        int flags = (chunk.data()[2] & GAUGE) >> 6;
        int first = flags == 0b10 ? 1 : flags == 0b01 ? 2 : 0;
        int hint = flags == 0b11 ? SparseHistogram.GAUGE : i == 0 ? first : 0;
        long[] values = samples[i];
        if (isStale(i)) {
            return SparseHistogram.stale(isFloat, times[i]);
        }
        return new SparseHistogram(
                layout,
                isFloat,
                hint,
                times[i],
                values[COUNT],
                values[ZEROS],
                sum(i),
                Arrays.copyOfRange(values, FIRST_BUCKET, fields));
    }
}
