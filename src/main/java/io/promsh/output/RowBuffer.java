package io.promsh.output;

import java.io.IOException;
import java.io.Writer;

/** Collects rows and hands them on in pieces, without a string for each. */
final class RowBuffer {
    private static final int PIECE = 8192;

    /** Where the row at hand is put together. */
    final StringBuilder text = new StringBuilder(2 * PIECE);

    private final Writer out;
    private char[] chars = new char[2 * PIECE];

    RowBuffer(Writer out) {
        this.out = out;
    }

    /** Hands on what was collected when it is enough for a piece. */
    void endRow() throws IOException {
        if (text.length() >= PIECE) {
            flush();
        }
    }

    /** Hands on all that was collected. */
    void flush() throws IOException {
        int length = text.length();
        if (chars.length < length) {
            chars = new char[length];
        }
        text.getChars(0, length, chars, 0);
        out.write(chars, 0, length);
        text.setLength(0);
    }
}
