package io.promsh.snappy;

import java.util.Arrays;

/**
 * Packs bytes in snappy's block format, which remote write wants: the length, then literals and copies of what came at most 64 KiB
 * before (google/snappy, format_description.txt). One pass over the input with a table of where four bytes were seen last.
 */
public final class SnappyPacker {
    private static final int TABLE_BITS = 14;
    private static final int FRAGMENT = 1 << 16;
    private static final int SHORTEST = 4;

    private final int[] table = new int[1 << TABLE_BITS];
    private byte[] out = new byte[1 << 12];
    private int size;

    /** Returns {@code in[0, length)} packed. */
    public byte[] pack(byte[] in, int length) {
        // A literal costs at most one more byte in sixty, plus the heads.
        if (out.length < 32 + length + length / 6) {
            out = new byte[32 + length + length / 6];
        }
        size = 0;
        int left = length;
        while (left >= 0x80) {
            out[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        out[size++] = (byte) left;
        for (int from = 0; from < length; from += FRAGMENT) {
            fragment(in, from, Math.min(length, from + FRAGMENT));
        }
        return Arrays.copyOf(out, size);
    }

    private void fragment(byte[] in, int from, int to) {
        Arrays.fill(table, -1);
        int literal = from;
        int at = from;
        int misses = 32;
        while (at + SHORTEST <= to) {
            int word = word(in, at);
            int slot = (word * 0x1E35A7BD) >>> (32 - TABLE_BITS);
            int candidate = table[slot];
            table[slot] = at;
            if (candidate < 0 || word(in, candidate) != word) {
                // Where nothing repeats, ever larger steps are taken.
                at += misses++ >> 5;
                continue;
            }
            misses = 32;
            literal(in, literal, at);
            int matched = SHORTEST;
            while (at + matched < to && in[candidate + matched] == in[at + matched]) {
                matched++;
            }
            copy(at - candidate, matched);
            at += matched;
            literal = at;
        }
        literal(in, literal, to);
    }

    private static int word(byte[] in, int at) {
        return (in[at] & 0xFF) | ((in[at + 1] & 0xFF) << 8) | ((in[at + 2] & 0xFF) << 16) | (in[at + 3] << 24);
    }

    private void literal(byte[] in, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return;
        }
        int count = length - 1;
        if (count < 60) {
            out[size++] = (byte) (count << 2);
        } else if (count < 256) {
            out[size++] = (byte) (60 << 2);
            out[size++] = (byte) count;
        } else {
            out[size++] = (byte) (61 << 2);
            out[size++] = (byte) count;
            out[size++] = (byte) (count >>> 8);
        }
        System.arraycopy(in, from, out, size, length);
        size += length;
    }

    /** Copies of up to 64 bytes with a distance of two bytes. */
    private void copy(int distance, int length) {
        int left = length;
        while (left > 0) {
            int part = Math.min(64, left);
            out[size++] = (byte) (((part - 1) << 2) | 2);
            out[size++] = (byte) distance;
            out[size++] = (byte) (distance >>> 8);
            left -= part;
        }
    }
}
