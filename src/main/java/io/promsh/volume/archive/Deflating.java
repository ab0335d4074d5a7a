package io.promsh.volume.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Packs with deflate (RFC 1951) to about the size that gzip -1 does, in less than half of its time, which is four fifths of a backup's.
 * It takes the first match it sees and looks less often where nothing matches. Not for several threads at once.
 */
final class Deflating {
    /** What deflate can say in one stored block. */
    static final int BLOCK_BYTES = 0xffff;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SHORTEST = 4;
    private static final int LONGEST = 258;
    private static final int FARTHEST = 1 << 15;
    private static final int TABLE_BITS = 15;
    private static final int SPREAD = 0x9E3779B1;
    /** After so many misses (as a power of two) the next place is looked at a byte later. */
    private static final int PATIENCE = 6;

    /** Where four bytes with this hash stood last. */
    private final int[] table = new int[1 << TABLE_BITS];

    private final DeflateBlock block;

    Deflating() {
        block = new DeflateBlock(BLOCK_BYTES / SHORTEST + 1);
    }

    /**
     * Packs the first {@code count} of {@code in} to {@code out} from {@code at} on and returns where it ends.
     *
     * @param out with room for what cannot be packed: {@link #most}
     */
    int deflate(byte[] in, int count, byte[] out, int at) {
        Arrays.fill(table, -FARTHEST - 1);
        DeflateBits bits = new DeflateBits(out, at);
        int from = 0;
        do {
            int end = Math.min(count, from + BLOCK_BYTES);
            block.begin(in, from, end);
            match(in, from, end);
            block.write(bits, end == count);
            from = end;
        } while (from < count);
        return bits.end();
    }

    /** Writes it as it is, in the form of deflate. */
    static int store(byte[] in, int count, byte[] out, int at) {
        DeflateBits bits = new DeflateBits(out, at);
        int from = 0;
        do {
            int end = Math.min(count, from + BLOCK_BYTES);
            bits.stored(in, from, end, end == count);
            from = end;
        } while (from < count);
        return bits.end();
    }

    /** Returns the bytes that {@code count} of them may become. */
    static int most(int count) {
        return count + 5 * (count / BLOCK_BYTES + 1) + Long.BYTES;
    }

    private void match(byte[] in, int from, int end) {
        int last = end - Long.BYTES;
        int run = from;
        int at = from;
        int misses = 0;
        while (at <= last) {
            int four = (int) INT.get(in, at);
            int slot = four * SPREAD >>> Integer.SIZE - TABLE_BITS;
            int before = table[slot];
            table[slot] = at;
            if (at - before <= FARTHEST && (int) INT.get(in, before) == four) {
                int length = length(in, before, at, Math.min(LONGEST, end - at));
                block.add(run, at, length, at - before);
                at += length;
                run = at;
                misses = 0;
                if (at <= last) {
                    remember(in, at - 2);
                }
            } else {
                at += 1 + (misses++ >>> PATIENCE);
            }
        }
        block.rest(run);
    }

    private void remember(byte[] in, int at) {
        table[(int) INT.get(in, at) * SPREAD >>> Integer.SIZE - TABLE_BITS] = at;
    }

    /** Returns how many bytes are the same, at most {@code limit}; the first four are known to be. */
    private static int length(byte[] in, int before, int at, int limit) {
        int length = SHORTEST;
        while (length + Long.BYTES <= limit) {
            long differ = (long) LONG.get(in, before + length) ^ (long) LONG.get(in, at + length);
            if (differ != 0) {
                return length + (Long.numberOfTrailingZeros(differ) >>> 3);
            }
            length += Long.BYTES;
        }
        while (length < limit && in[before + length] == in[at + length]) {
            length++;
        }
        return length;
    }
}
