package io.promsh.tsdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Bytes that grow, in the number forms of the storage formats, big-endian. */
final class ByteSink {
    private byte[] bytes;
    private int size;

    ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Makes room for {@code more} bytes after the last. */
    void room(int more) {
        if (size > bytes.length - more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, (int)
                    Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
    }

    ByteSink u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ByteSink u32(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    ByteSink u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    ByteSink uvarint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    ByteSink varint(long value) {
        return uvarint((value << 1) ^ (value >> 63));
    }

    ByteSink str(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return uvarint(encoded.length).bytes(encoded, 0, encoded.length);
    }

    ByteSink bytes(byte[] more, int from, int length) {
        room(length);
        System.arraycopy(more, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Appends the CRC-32C of everything from {@code from} on. */
    ByteSink crcFrom(int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, size - from);
        return u32((int) crc.getValue());
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
