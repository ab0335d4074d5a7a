package io.promsh.promql;

import java.io.ByteArrayOutputStream;

/** UTF-8 as the server's decoder sees it: each byte that cannot be part of a character counts by itself. */
final class Utf8 {
    private Utf8() {}

    /** How many bytes the character at {@code at} takes, 0 when there is none. */
    static int width(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + width > bytes.length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        // No overlong forms, no surrogates, nothing above U+10FFFF.
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = 2; i < width; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return width;
    }

    /** The character of {@code width} bytes at {@code at}. */
    static int codePoint(byte[] bytes, int at, int width) {
        int value = width == 1 ? bytes[at] : bytes[at] & (0xFF >> (width + 1));
        for (int i = 1; i < width; i++) {
            value = (value << 6) | (bytes[at + i] & 0x3F);
        }
        return value;
    }

    /** How many bytes a code point takes. */
    static int width(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    static void write(ByteArrayOutputStream out, int codePoint) {
        switch (width(codePoint)) {
            case 1 -> out.write(codePoint);
            case 2 -> {
                out.write(0xC0 | (codePoint >> 6));
                out.write(0x80 | (codePoint & 0x3F));
            }
            case 3 -> {
                out.write(0xE0 | (codePoint >> 12));
                out.write(0x80 | ((codePoint >> 6) & 0x3F));
                out.write(0x80 | (codePoint & 0x3F));
            }
            default -> {
                out.write(0xF0 | (codePoint >> 18));
                out.write(0x80 | ((codePoint >> 12) & 0x3F));
                out.write(0x80 | ((codePoint >> 6) & 0x3F));
                out.write(0x80 | (codePoint & 0x3F));
            }
        }
    }
}
