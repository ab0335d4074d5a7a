package io.promsh.tsdb;

import java.util.Arrays;

/** Writes a stream of bits, the counterpart of {@link BitReader}. */
final class BitWriter {
    private static final int[] WIDTHS = {3, 6, 9, 12, 18, 25, 56, 64};

    private byte[] data = new byte[256];
    private int size;

    /** Puts the low {@code width} bits of {@code value}, 1..64. */
    void put(long value, int width) {
        if ((size + width + 7) / 8 > data.length) {
            data = Arrays.copyOf(data, data.length * 2);
        }
        int left = width;
        while (left > 0) {
            int free = 8 - (size & 7);
            int taken = Math.min(free, left);
            long part = value >>> (left - taken) & ((1 << taken) - 1);
            data[size >> 3] |= (byte) (part << (free - taken));
            size += taken;
            left -= taken;
        }
    }

    void unsigned(long value) {
        int i = 0;
        while (WIDTHS[i] < 64 && value >>> WIDTHS[i] != 0) {
            i++;
        }
        number(value, value == 0 ? -1 : i);
    }

    void signed(long value) {
        int i = 0;
        while (WIDTHS[i] < 64 && !fits(value, WIDTHS[i])) {
            i++;
        }
        number(value, value == 0 ? -1 : i);
    }

    private static boolean fits(long value, int width) {
        long half = 1L << (width - 1);
        return value > -half && value <= half;
    }

    /** As many ones as the width's place in the row says, a zero where it is not the last, the bits. */
    private void number(long value, int place) {
        if (place < 0) {
            put(0, 1);
            return;
        }
        boolean isLast = place == WIDTHS.length - 1;
        put(isLast ? 0xFF : (1L << (place + 2)) - 2, isLast ? 8 : place + 2);
        put(value, WIDTHS[place]);
    }

    /** Returns the bytes, the last one filled up with zeros: a copy. */
    byte[] toByteArray() {
        return Arrays.copyOf(data, (size + 7) / 8);
    }
}
