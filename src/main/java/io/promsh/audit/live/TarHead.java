package io.promsh.audit.live;

import java.nio.charset.StandardCharsets;

/**
 * The first header of a tar stream: who owns a folder, and what it may be used for. Docker tells owners nowhere else.
 *
 * @param mode permission bits
 */
record TarHead(String name, long uid, long gid, int mode) {
    static final int BYTES = 512;

    static TarHead read(byte[] block) {
        return new TarHead(
                text(block, 0, 100), number(block, 108, 8), number(block, 116, 8), (int) number(block, 100, 8) & 07777);
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** Octal digits, or, where the first bit is set, a big-endian number. */
    private static long number(byte[] block, int from, int length) {
        if ((block[from] & 0x80) != 0) {
            long value = block[from] & 0x7f;
            for (int i = from + 1; i < from + length; i++) {
                value = (value << 8) | (block[i] & 0xff);
            }
            return value;
        }
        String digits = text(block, from, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
