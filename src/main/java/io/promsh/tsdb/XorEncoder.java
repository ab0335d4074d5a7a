package io.promsh.tsdb;

import java.util.Arrays;

/**
 * Writes a float chunk (encoding 1) in the same bytes as the server does. Samples come in ascending time; {@link #clear} makes it
 * ready for the next chunk.
 */
public final class XorEncoder {
    /** The most that the count in front of a chunk can say. */
    public static final int MOST_SAMPLES = 65_535;

    private static final int NO_WINDOW = -1;
    /** Two marks, 5 + 6 bits of window and 64 bits for the value, 4 marks and 64 bits for the time, a byte for the rest. */
    private static final int ROOM_FOR_ONE = 21;

    private byte[] data = new byte[512];
    private int size;
    private int count;

    /** Bits that do not fill a byte yet, the first of them on top, and how many of them there are (0..7 between calls). */
    private long rest;

    private int restBits;

    private long firstTime;
    private long time;
    private long delta;
    private long bits;
    private int leading;
    private int trailing;

    public XorEncoder() {
        clear();
    }

    /** Forgets everything. */
    public void clear() {
        size = 2;
        count = 0;
        rest = 0;
        restBits = 0;
        leading = NO_WINDOW;
    }

    /** Returns the number of samples so far. */
    public int count() {
        return count;
    }

    /** Returns the time of the first sample. */
    public long minTime() {
        return firstTime;
    }

    /** Returns the time of the last sample. */
    public long maxTime() {
        return time;
    }

    /**
     * Appends a sample.
     *
     * @param newTime epoch milliseconds, after the last sample's
     * @param newBits the bits of the value as a double
     */
    public void append(long newTime, long newBits) {
        if ((count > 0 && newTime <= time) || count == MOST_SAMPLES) {
            throw new IllegalArgumentException("sample " + count + " at " + newTime + " after " + time);
        }
        if (data.length - size < ROOM_FOR_ONE) {
            data = Arrays.copyOf(data, data.length * 2);
        }
        if (count == 0) {
            firstTime = newTime;
            uvarint((newTime << 1) ^ (newTime >> 63));
            put(newBits, 64);
        } else {
            long newDelta = newTime - time;
            if (count == 1) {
                uvarint(newDelta);
            } else {
                putDelta(newDelta - delta);
            }
            delta = newDelta;
            putValue(newBits ^ bits);
        }
        time = newTime;
        bits = newBits;
        count++;
    }

    /** Returns the chunk's bytes so far: a copy. */
    public byte[] toByteArray() {
        int whole = finish();
        return Arrays.copyOf(data, whole);
    }

    /** Writes the count and the last, padded byte; returns the length. More samples may follow. */
    private int finish() {
        data[0] = (byte) (count >>> 8);
        data[1] = (byte) count;
        if (restBits == 0) {
            return size;
        }
        data[size] = (byte) (rest >>> 56);
        return size + 1;
    }

    /** Returns the chunk. Throws {@link IllegalStateException} when it has no sample. */
    public Chunk toChunk() {
        if (count == 0) {
            throw new IllegalStateException("no sample");
        }
        return new Chunk(ChunkEncoding.XOR, firstTime, time, toByteArray());
    }

    /** Appends the chunk's bytes to {@code sink}: no copy in between. */
    void writeTo(ByteSink sink) {
        sink.bytes(data, 0, finish());
    }

    /** Returns how many bytes {@link #writeTo} appends. */
    int length() {
        return restBits == 0 ? size : size + 1;
    }

    private void putDelta(long change) {
        if (change == 0) {
            put(0b0, 1);
        } else if (fits(change, 14)) {
            put(0b10, 2);
            put(change, 14);
        } else if (fits(change, 17)) {
            put(0b110, 3);
            put(change, 17);
        } else if (fits(change, 20)) {
            put(0b1110, 4);
            put(change, 20);
        } else {
            put(0b1111, 4);
            put(change, 64);
        }
    }

    private static boolean fits(long change, int size) {
        long half = 1L << (size - 1);
        return change > -half && change <= half;
    }

    private void putValue(long changed) {
        if (changed == 0) {
            put(0b0, 1);
            return;
        }
        int newLeading = Math.min(31, Long.numberOfLeadingZeros(changed));
        int newTrailing = Long.numberOfTrailingZeros(changed);
        if (leading != NO_WINDOW && newLeading >= leading && newTrailing >= trailing) {
            put(0b10, 2);
            put(changed >>> trailing, 64 - leading - trailing);
            return;
        }
        leading = newLeading;
        trailing = newTrailing;
        int significant = 64 - leading - trailing;
        // 64 does not fit six bits and is written as 0.
        put(0b11 << 11 | leading << 6 | (significant & 0x3F), 13);
        put(changed >>> trailing, significant);
    }

    private void uvarint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            put((left & 0x7F) | 0x80, 8);
            left >>>= 7;
        }
        put(left, 8);
    }

    /** Puts the low {@code width} bits of {@code value}, 1..64. */
    private void put(long value, int width) {
        if (width > 56) {
            put(value >>> 32, width - 32);
            put(value, 32);
            return;
        }
        rest |= (value << (64 - width)) >>> restBits;
        restBits += width;
        while (restBits >= 8) {
            data[size++] = (byte) (rest >>> 56);
            rest <<= 8;
            restBits -= 8;
        }
    }
}
