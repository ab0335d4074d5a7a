package io.promsh.tsdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the samples of a float chunk (encoding 1), as blocks, head chunks and streamed remote read carry it. Values are bit patterns:
 * NaN payloads, such as the stale marker, and the sign of zero come through.
 *
 * <pre>{@code
 * XorDecoder samples = new XorDecoder(bytes);
 * while (samples.next()) { use(samples.time(), samples.bits()); }
 * }</pre>
 */
public final class XorDecoder {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int NO_WINDOW = -1;
    private static final String WHERE = "a chunk";

    private final byte[] data;
    private final int count;
    private int at;
    private int read;

    /** The next bits, the first of them on top, and how many of them there are. */
    private long ahead;

    private int aheadBits;

    private long time;
    private long delta;
    private long bits;
    private int leading = NO_WINDOW;
    private int trailing;

    /** Reads {@code data}: a chunk without length, encoding byte and checksum. The array is not copied. */
    public XorDecoder(byte[] data) {
        if (data.length < 2) {
            throw Damage.in(WHERE, "it has no count");
        }
        this.data = data;
        this.count = (data[0] & 0xFF) << 8 | (data[1] & 0xFF);
        this.at = 2;
    }

    /** Returns the number of samples that the chunk says it has, 0..65535. */
    public int count() {
        return count;
    }

    /** Goes to the next sample; returns false after the last. Throws a failure when the chunk ends before its last sample. */
    public boolean next() {
        if (read == count) {
            return false;
        }
        if (read == 0) {
            long raw = uvarint();
            time = (raw >>> 1) ^ -(raw & 1);
            bits = bits(64);
        } else {
            if (read == 1) {
                delta = uvarint();
            } else {
                delta += deltaOfDelta();
            }
            time += delta;
            readValue();
        }
        read++;
        return true;
    }

    /** Returns the sample's time in epoch milliseconds. */
    public long time() {
        return time;
    }

    /** Returns the sample's value as the bits of a double. */
    public long bits() {
        return bits;
    }

    /** Returns the sample's value; NaN payloads are kept, see {@link Double#doubleToRawLongBits}. */
    public double value() {
        return Double.longBitsToDouble(bits);
    }

    private long deltaOfDelta() {
        if (bits(1) == 0) {
            return 0;
        }
        if (bits(1) == 0) {
            return signed(14);
        }
        if (bits(1) == 0) {
            return signed(17);
        }
        return bits(1) == 0 ? signed(20) : bits(64);
    }

    /** Half of the patterns and one more are positive: the middle one is, other than in two's complement. */
    private long signed(int size) {
        long pattern = bits(size);
        return pattern > 1L << (size - 1) ? pattern - (1L << size) : pattern;
    }

    private void readValue() {
        if (bits(1) == 0) {
            return;
        }
        if (bits(1) == 1) {
            leading = (int) bits(5);
            int significant = (int) bits(6);
            trailing = 64 - leading - (significant == 0 ? 64 : significant);
        }
        if (leading == NO_WINDOW || trailing < 0) {
            throw Damage.in(WHERE, "sample " + read + " has no possible value");
        }
        bits ^= bits(64 - leading - trailing) << trailing;
    }

    private long uvarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            long next = bits(8);
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw Damage.in(WHERE, "a number in it never ends");
    }

    /** Takes {@code size} bits, 1..64. */
    private long bits(int size) {
        if (aheadBits < size) {
            if (size > 56) {
                long high = bits(32);
                return high << (size - 32) | bits(size - 32);
            }
            fill();
            if (aheadBits < size) {
                throw Damage.in(WHERE, "it ends at sample " + read + " of " + count);
            }
        }
        long taken = ahead >>> (64 - size);
        // A shift by 64 would be none.
        ahead = size == 64 ? 0 : ahead << size;
        aheadBits -= size;
        return taken;
    }

    private void fill() {
        if (at + 8 <= data.length) {
            ahead |= (long) LONGS.get(data, at) >>> aheadBits;
            int whole = (63 - aheadBits) >> 3;
            at += whole;
            aheadBits += whole << 3;
            // Bits past the last whole byte are read again next time: they must not stay.
            ahead &= -1L << (64 - aheadBits);
            return;
        }
        while (aheadBits <= 56 && at < data.length) {
            ahead |= (data[at++] & 0xFFL) << (56 - aheadBits);
            aheadBits += 8;
        }
    }
}
