package io.promsh.tsdb;

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
    private static final int CUSTOM_BOUNDS = -53;
    private static final int MOST_BUCKETS = 1 << 20;
    /** Before the buckets: number of observations, those in the zero bucket, sum. */
    private static final int COUNT = 0;

    private static final int ZEROS = 1;
    private static final int SUM = 2;
    private static final int FIRST_BUCKET = 3;

    private final Chunk chunk;
    private final boolean isFloat;
    private final int layoutEnd;
    private final int positive;
    private final int fields;
    private final long[] times;
    private final long[][] samples;

    private HistogramChunk(Chunk chunk) {
        this.chunk = chunk;
        isFloat = chunk.encoding() == ChunkEncoding.FLOAT_HISTOGRAM;
        BitReader in = new BitReader(chunk.data(), HEAD_BYTES, WHERE);
        int[] buckets = layout(in);
        layoutEnd = in.position();
        positive = buckets[0];
        fields = FIRST_BUCKET + buckets[0] + buckets[1];
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

    /** Returns the numbers of buckets: of positive and of negative observations. */
    private static int[] layout(BitReader in) {
        if (in.bits(8) == 0xFF) {
            in.bits(64);
        }
        long schema = in.signed();
        int[] buckets = new int[2];
        for (int side = 0; side < 2; side++) {
            long spans = in.unsigned();
            for (long i = 0; i < spans; i++) {
                long length = in.unsigned();
                in.signed();
                if (length < 0 || buckets[side] + length > MOST_BUCKETS) {
                    throw Damage.in(WHERE, "it says that it has too many buckets");
                }
                buckets[side] += (int) length;
            }
        }
        if (schema == CUSTOM_BOUNDS) {
            long bounds = in.unsigned();
            for (long i = 0; i < bounds; i++) {
                if (in.unsigned() == 0) {
                    in.bits(64);
                }
            }
        }
        return buckets;
    }

    private void read(BitReader in) {
        XorField[] changed = changed();
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

    private XorField[] changed() {
        XorField[] all = new XorField[fields];
        Arrays.setAll(all, field -> new XorField());
        return all;
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
        long[] values = samples[i];
        List<Double> negative = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        double before = 0;
        for (int field = fields - 1; field >= FIRST_BUCKET + positive; field--) {
            negative.add(0.0);
        }
        for (int field = FIRST_BUCKET + positive; field < fields; field++) {
            before = isFloat ? number(values[field]) : before + values[field];
            negative.set(fields - 1 - field, before);
        }
        all.addAll(negative);
        all.add(number(values[ZEROS]));
        before = 0;
        for (int field = FIRST_BUCKET; field < FIRST_BUCKET + positive; field++) {
            before = isFloat ? number(values[field]) : before + values[field];
            all.add(before);
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
        BitWriter out = new BitWriter();
        out.put(kept.length, 16);
        out.put(kept[0] == 0 || flags == GAUGE ? flags : 0, 8);
        BitReader layout = new BitReader(data, HEAD_BYTES, WHERE);
        for (int left = layoutEnd - HEAD_BYTES * 8; left > 0; left -= Math.min(left, 32)) {
            out.put(layout.bits(Math.min(left, 32)), Math.min(left, 32));
        }
        write(kept, out);
        return new Chunk(chunk.encoding(), times[kept[0]], times[kept[kept.length - 1]], out.toByteArray());
    }

    private void write(int[] kept, BitWriter out) {
        XorField[] changed = changed();
        long[] deltas = new long[fields];
        long timeDelta = 0;
        for (int i = 0; i < kept.length; i++) {
            long[] values = samples[kept[i]];
            if (i == 0) {
                out.signed(times[kept[0]]);
            } else {
                long delta = times[kept[i]] - times[kept[i - 1]];
                out.signed(delta - timeDelta);
                timeDelta = delta;
            }
            int end = i > 0 && isStale(values) ? FIRST_BUCKET : fields;
            for (int field = 0; field < end; field++) {
                if (isFloat || field == SUM) {
                    if (i == 0) {
                        changed[field].writeFirst(out, values[field]);
                    } else {
                        changed[field].write(out, values[field]);
                    }
                } else if (i == 0) {
                    first(field, values[field], out);
                } else {
                    long delta = values[field] - samples[kept[i - 1]][field];
                    out.signed(delta - deltas[field]);
                    deltas[field] = delta;
                }
            }
        }
    }

    private static void first(int field, long value, BitWriter out) {
        if (field < SUM) {
            out.unsigned(value);
        } else {
            out.signed(value);
        }
    }
}
