package io.promsh.volume.sqlite;

import java.nio.ByteBuffer;

/** Reads SQLite's numbers of one to nine bytes, one after the other, and stops at an end. */
final class Varint {
    private final ByteBuffer bytes;
    private final int end;
    private int at;
    private boolean beyond;

    Varint(ByteBuffer bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    long next() {
        long value = 0;
        for (int i = 0; i < 9; i++) {
            int one = one();
            if (i == 8) {
                return (value << 8) | one;
            }
            value = (value << 7) | (one & 0x7f);
            if (one < 0x80) {
                return value;
            }
        }
        return value;
    }

    long u32() {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | one();
        }
        return value;
    }

    private int one() {
        if (at >= end) {
            beyond = true;
            return 0;
        }
        return bytes.get(at++) & 0xff;
    }

    int at() {
        return at;
    }

    /** Returns whether something was read behind the end, where there are zeros. */
    boolean isBeyond() {
        return beyond;
    }
}
