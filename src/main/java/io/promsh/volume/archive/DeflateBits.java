package io.promsh.volume.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Puts bits into bytes as deflate has them: the lowest first. */
final class DeflateBits {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] out;
    private int at;
    private long bits;
    private int have;

    /** Writes from {@code at} on; a few bytes behind the last one are touched too. */
    DeflateBits(byte[] out, int at) {
        this.out = out;
        this.at = at;
    }

    /** Adds the {@code count} lowest bits of {@code value}, at most 48 of them; the others are 0. */
    void put(long value, int count) {
        bits |= value << have;
        have += count;
        LONG.set(out, at, bits);
        at += have >>> 3;
        bits >>>= have & ~7;
        have &= 7;
    }

    /** Adds a block that is not packed, of at most 65,535 bytes. */
    void stored(byte[] in, int from, int end, boolean isLast) {
        put(isLast ? 1 : 0, 3);
        align();
        int count = end - from;
        put(count | (long) (~count & 0xffff) << 16, 32);
        System.arraycopy(in, from, out, at, count);
        at += count;
    }

    private void align() {
        if (have > 0) {
            put(0, 8 - have);
        }
    }

    /** Adds the codes of {@code in[from, end)}, each a code with its length above it. */
    void literals(byte[] in, int from, int end, int[] codes) {
        long gathered = bits;
        int count = have;
        int to = at;
        for (int i = from; i < end; i++) {
            int code = codes[in[i] & 0xff];
            gathered |= (long) (code & 0xffff) << count;
            count += code >>> 16;
            if (count >= 48) {
                LONG.set(out, to, gathered);
                to += 6;
                gathered >>>= 48;
                count -= 48;
            }
        }
        LONG.set(out, to, gathered);
        to += count >>> 3;
        bits = gathered >>> (count & ~7);
        have = count & 7;
        at = to;
    }

    /** Ends with a whole byte and returns where. */
    int end() {
        align();
        return at;
    }
}
