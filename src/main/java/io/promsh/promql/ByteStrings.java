package io.promsh.promql;

import java.io.ByteArrayOutputStream;

/**
 * Byte strings as Java strings. PromQL strings are bytes and need not be UTF-8 ({@code "\xff"}); what is no UTF-8 is held as
 * the lone surrogates U+DC80 to U+DCFF, one for each byte, so that nothing is lost and valid text is plain text.
 */
public final class ByteStrings {
    private static final int ESCAPE_BASE = 0xDC00;

    private ByteStrings() {}

    static boolean isEscapedByte(int codePoint) {
        return codePoint >= ESCAPE_BASE + 0x80 && codePoint <= ESCAPE_BASE + 0xFF;
    }

    static int escapedByte(int codePoint) {
        return codePoint - ESCAPE_BASE;
    }

    /** The bytes as a string; see the class comment for bytes that are no UTF-8. */
    public static String ofBytes(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; ) {
            int width = Utf8.width(bytes, i);
            if (width == 0) {
                out.append((char) (ESCAPE_BASE + (bytes[i] & 0xFF)));
                i++;
                continue;
            }
            out.appendCodePoint(Utf8.codePoint(bytes, i, width));
            i += width;
        }
        return out.toString();
    }

    /** The bytes that {@link #ofBytes(byte[])} made the string of. */
    public static byte[] toBytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isEscapedByte(c)) {
                out.write(escapedByte(c));
            } else {
                Utf8.write(out, c);
            }
            i += Character.charCount(c);
        }
        return out.toByteArray();
    }
}
