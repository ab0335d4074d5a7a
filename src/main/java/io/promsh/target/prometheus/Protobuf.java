package io.promsh.target.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** The little of protobuf's wire format that remote read needs: fields of a message in memory. */
final class Protobuf {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int field;
    private int type;

    /** Reads the message that lies in {@code bytes} from {@code from} up to {@code end}. */
    Protobuf(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Goes to the next field; returns false at the end. */
    boolean next() throws IOException {
        if (at >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        return true;
    }

    /** Returns the number of the field that comes now. */
    int field() {
        return field;
    }

    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[need(1)];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("unexpected end of stream: a number that does not end");
    }

    long fixed64() throws IOException {
        int from = need(8);
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | (bytes[from + i] & 0xff);
        }
        return value;
    }

    /** Returns the message within this one. */
    Protobuf message() throws IOException {
        int length = length();
        int from = need(length);
        return new Protobuf(bytes, from, from + length);
    }

    String text() throws IOException {
        int length = length();
        return new String(bytes, need(length), length, UTF_8);
    }

    byte[] data() throws IOException {
        int length = length();
        int from = need(length);
        return java.util.Arrays.copyOfRange(bytes, from, from + length);
    }

    void skip() throws IOException {
        switch (type) {
            case 0 -> varint();
            case 1 -> need(8);
            case 2 -> need(length());
            case 5 -> need(4);
            default -> throw new IOException("unexpected end of stream: no field of type " + type);
        }
    }

    private int length() throws IOException {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new IOException("unexpected end of stream: a field of " + length + " bytes");
        }
        return (int) length;
    }

    /** Returns where so many bytes begin, and steps over them. */
    private int need(int count) throws IOException {
        if (count > end - at) {
            throw new IOException("unexpected end of stream");
        }
        at += count;
        return at - count;
    }
}
