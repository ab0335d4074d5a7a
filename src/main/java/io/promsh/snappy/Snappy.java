package io.promsh.snappy;

import java.io.IOException;
import java.util.Arrays;

/** Reads snappy's block format, without its framing; {@link SnappyPacker} writes it. */
public final class Snappy {
    private static final long MOST_A_BYTE = 64;

    private Snappy() {}

    /** Returns the length that a block says it has unpacked, or -1 where it says none. */
    public static long length(byte[] packed) {
        long length = 0;
        for (int i = 0; i < Math.min(5, packed.length); i++) {
            length |= (long) (packed[i] & 0x7f) << (7 * i);
            if (packed[i] >= 0) {
                return length;
            }
        }
        return -1;
    }

    /** Returns the bytes that a block stands for. Throws where it is damaged, or says to be out of all proportion. */
    public static byte[] unpack(byte[] packed) throws IOException {
        long length = length(packed);
        // A copy of two bytes stands for 64 at the most: more is damage, and no reason to take memory.
        if (length < 0 || length > Integer.MAX_VALUE - 16 || length > MOST_A_BYTE * packed.length) {
            throw broken();
        }
        byte[] out = new byte[(int) length];
        int at = 0;
        while (packed[at] < 0) {
            at++;
        }
        try {
            if (unpack(packed, at + 1, out) != out.length) {
                throw broken();
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw broken();
        }
        return out;
    }

    private static int unpack(byte[] packed, int from, byte[] out) throws IOException {
        int at = from;
        int size = 0;
        while (at < packed.length) {
            int tag = packed[at++] & 0xff;
            int length;
            int offset = 0;
            switch (tag & 3) {
                case 0 -> {
                    length = tag >>> 2;
                    int extra = Math.max(0, length - 59);
                    if (extra > 0) {
                        length = little(packed, at, extra);
                        at += extra;
                    }
                    length++;
                    if (length <= 0 || length > packed.length - at || length > out.length - size) {
                        throw broken();
                    }
                    System.arraycopy(packed, at, out, size, length);
                    at += length;
                    size += length;
                    continue;
                }
                case 1 -> {
                    length = 4 + (tag >>> 2 & 7);
                    offset = (tag >>> 5) << 8 | (packed[at++] & 0xff);
                }
                case 2 -> {
                    length = 1 + (tag >>> 2);
                    offset = little(packed, at, 2);
                    at += 2;
                }
                default -> {
                    length = 1 + (tag >>> 2);
                    offset = little(packed, at, 4);
                    at += 4;
                }
            }
            if (offset <= 0 || offset > size || length > out.length - size) {
                throw broken();
            }
            size = copy(out, size, offset, length);
        }
        return size;
    }

    /** What is copied may reach into what is being written: then it repeats. */
    private static int copy(byte[] out, int size, int offset, int length) {
        if (offset >= length) {
            System.arraycopy(out, size - offset, out, size, length);
        } else if (offset == 1) {
            Arrays.fill(out, size, size + length, out[size - 1]);
        } else {
            for (int i = 0; i < length; i++) {
                out[size + i] = out[size - offset + i];
            }
        }
        return size + length;
    }

    private static int little(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | (bytes[from + i] & 0xff);
        }
        return value;
    }

    private static IOException broken() {
        return new IOException("unexpected end of stream: a packed block is damaged");
    }
}
