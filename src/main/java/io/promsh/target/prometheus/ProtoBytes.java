package io.promsh.target.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Writes protobuf's wire format: the few kinds of field that remote write has. */
final class ProtoBytes {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;

    private byte[] bytes = new byte[1 << 12];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** The array that holds {@link #size()} bytes; another one after more is written. */
    byte[] array() {
        return bytes;
    }

    /** Writes a whole number; 0 is left out, as the format wants. */
    void number(int field, long value) {
        if (value != 0) {
            tag(field, VARINT);
            varint(value);
        }
    }

    /** Writes a number with a point, bit for bit: only the bits of plain 0 are left out, -0 is not. */
    void real(int field, double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (bits != 0) {
            tag(field, FIXED64);
            fixed(bits);
        }
    }

    /** Writes a whole number of a choice of fields, which says by being there that it is the one. */
    void numberEvenIfZero(int field, long value) {
        tag(field, VARINT);
        varint(value);
    }

    /** Writes a number with a point of a choice of fields. */
    void realEvenIfZero(int field, double value) {
        tag(field, FIXED64);
        fixed(Double.doubleToRawLongBits(value));
    }

    /** Writes eight bytes without a tag: an element of a packed list. */
    void fixed(long bits) {
        room(8);
        for (int i = 0; i < 8; i++) {
            bytes[size++] = (byte) (bits >>> (8 * i));
        }
    }

    void text(int field, String value) {
        if (!value.isEmpty()) {
            entry(field, value);
        }
    }

    /** Writes an element of a repeated field: there even if empty. */
    void entry(int field, String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        tag(field, LENGTH);
        varint(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** Writes a message inside this one. */
    void message(int field, ProtoBytes inner) {
        tag(field, LENGTH);
        varint(inner.size);
        raw(inner);
    }

    /** Appends the bytes of another. */
    void raw(ProtoBytes other) {
        room(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    /** Writes a number without a tag: an element of a packed list. */
    void varint(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    private void tag(int field, int kind) {
        varint(field << 3 | kind);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
