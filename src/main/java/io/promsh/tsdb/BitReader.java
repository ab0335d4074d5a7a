package io.promsh.tsdb;

/** Reads a stream of bits: the numbers of histogram chunks. Not for float chunks, which have a reader of their own that is faster. */
final class BitReader {
    private static final int[] WIDTHS = {3, 6, 9, 12, 18, 25, 56, 64};

    private final byte[] data;
    private final String where;
    private int at;

    /** Reads from the byte {@code from} on; {@code where} is for the failure. */
    BitReader(byte[] data, int from, String where) {
        this.data = data;
        this.where = where;
        at = from * 8;
    }

    /** Returns how many bits have been read, those before the first byte read included. */
    int position() {
        return at;
    }

    /** Takes {@code size} bits, 1..64. Throws a failure past the end. */
    long bits(int size) {
        if (at + size > data.length * 8) {
            throw Damage.in(where, "it ends within a sample");
        }
        long value = 0;
        int left = size;
        while (left > 0) {
            int free = 8 - (at & 7);
            int taken = Math.min(free, left);
            int part = (data[at >> 3] & 0xFF) >> (free - taken) & ((1 << taken) - 1);
            value = value << taken | part;
            at += taken;
            left -= taken;
        }
        return value;
    }

    private int width() {
        int ones = 0;
        while (ones < WIDTHS.length && bits(1) == 1) {
            ones++;
        }
        return ones == 0 ? 0 : WIDTHS[ones - 1];
    }

    /** Takes a whole number of 0 and more, up to 64 bits. */
    long unsigned() {
        int width = width();
        return width == 0 ? 0 : bits(width);
    }

    /** Takes a whole number: of k bits a pattern greater than the middle one is negative. */
    long signed() {
        int width = width();
        if (width == 0 || width == 64) {
            return width == 0 ? 0 : bits(64);
        }
        long pattern = bits(width);
        return pattern > 1L << (width - 1) ? pattern - (1L << width) : pattern;
    }
}
