package io.promsh.tsdb;

/** Decodes the block format of snappy: length, then literals and copies of what came before. */
final class SnappyBlock {
    private SnappyBlock() {}

    /** Returns the bytes that {@code in} stands for; {@code file} names it in failures. */
    static byte[] decode(byte[] in, String file) {
        ByteCursor from = new ByteCursor(java.nio.ByteBuffer.wrap(in), file);
        int size = from.count();
        // No input byte stands for more than 64 / 2 bytes: a count beyond that is damage, not a reason to take memory.
        if (size > 64L * in.length) {
            throw Damage.in(file, "a compressed record says to be out of all proportion");
        }
        byte[] out = new byte[size];
        int at = 0;
        while (from.hasMore()) {
            int tag = from.u8();
            if ((tag & 3) == 0) {
                int length = (tag >>> 2) < 60 ? (tag >>> 2) + 1 : little(from, (tag >>> 2) - 59) + 1;
                if (length < 0 || length > size - at) {
                    throw Damage.in(file, "a compressed record is longer than it says");
                }
                byte[] literal = from.take(length);
                System.arraycopy(literal, 0, out, at, length);
                at += length;
                continue;
            }
            boolean isShort = (tag & 3) == 1;
            int length = isShort ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
            int offset = isShort ? (tag >>> 5) << 8 | from.u8() : little(from, (tag & 3) == 2 ? 2 : 4);
            if (offset <= 0 || offset > at || length > size - at) {
                throw Damage.in(file, "a compressed record refers to what is not there");
            }
            // A copy may overlap itself: byte by byte.
            for (int i = 0; i < length; i++, at++) {
                out[at] = out[at - offset];
            }
        }
        if (at != size) {
            throw Damage.in(file, "a compressed record is shorter than it says");
        }
        return out;
    }

    private static int little(ByteCursor from, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= from.u8() << (8 * i);
        }
        return value;
    }
}
