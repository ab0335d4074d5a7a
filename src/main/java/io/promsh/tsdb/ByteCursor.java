package io.promsh.tsdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Reads the number forms of the storage formats from a range of bytes, big-endian. Reading past the end is reported as damage of
 * the file, never as an exception of the buffer.
 */
final class ByteCursor {
    private final ByteBuffer bytes;
    private final String file;
    private final int end;
    private int at;

    /** Reads {@code [from, end)} of {@code bytes}; the buffer's own position is neither used nor moved. */
    ByteCursor(ByteBuffer bytes, long from, long end, String file) {
        if (from < 0 || end < from || end > bytes.limit()) {
            throw Damage.in(
                    file, "a part of it would lie at " + from + " to " + end + " of " + bytes.limit() + " bytes");
        }
        this.bytes = bytes;
        this.file = file;
        this.at = (int) from;
        this.end = (int) end;
    }

    ByteCursor(ByteBuffer bytes, String file) {
        this(bytes, 0, bytes.limit(), file);
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    boolean hasMore() {
        return at < end;
    }

    void skip(long count) {
        need(count);
        at += (int) count;
    }

    int u8() {
        need(1);
        return bytes.get(at++) & 0xFF;
    }

    int u16() {
        need(2);
        int value = bytes.getShort(at) & 0xFFFF;
        at += 2;
        return value;
    }

    long u32() {
        need(4);
        long value = bytes.getInt(at) & 0xFFFFFFFFL;
        at += 4;
        return value;
    }

    long u64() {
        need(8);
        long value = bytes.getLong(at);
        at += 8;
        return value;
    }

    long uvarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw Damage.in(file, "a number at " + at + " never ends");
    }

    /** A uvarint that counts or measures something that lies in this file. */
    int count() {
        long value = uvarint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw Damage.in(file, "a count before " + at + " is out of all proportion");
        }
        return (int) value;
    }

    long varint() {
        long raw = uvarint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    String str() {
        int length = count();
        need(length);
        byte[] text = new byte[length];
        bytes.get(at, text);
        at += length;
        return new String(text, StandardCharsets.UTF_8);
    }

    byte[] take(int length) {
        need(length);
        byte[] taken = new byte[length];
        bytes.get(at, taken);
        at += length;
        return taken;
    }

    private void need(long count) {
        if (count < 0 || count > end - at) {
            throw Damage.in(file, "it ends too early, at " + end);
        }
    }

    /** CRC-32C of the {@code length} bytes from {@code from} on. */
    static int crc(ByteBuffer bytes, int from, int length) {
        ByteBuffer part = bytes.duplicate();
        part.limit(from + length).position(from);
        CRC32C crc = new CRC32C();
        crc.update(part);
        return (int) crc.getValue();
    }
}
