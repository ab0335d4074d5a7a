package io.promsh.promql;

import org.jspecify.annotations.Nullable;

/**
 * An input with its positions in two units: UTF-16 units, which editors and Java go by, and bytes of the UTF-8 text, which
 * the server's messages go by. For ASCII text they agree and no table is kept.
 */
public final class SourceText {
    private final String text;
    private final int @Nullable [] byteOffsets;

    private SourceText(String text, int @Nullable [] byteOffsets) {
        this.text = text;
        this.byteOffsets = byteOffsets;
    }

    /** A text; lone surrogates count as the replacement character. */
    public static SourceText of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return new SourceText(text, offsets(text));
            }
        }
        return new SourceText(text, null);
    }

    /** Bytes that are meant to be UTF-8; each byte that is not becomes a replacement character of one byte. */
    public static SourceText ofUtf8(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int[] offsets = new int[bytes.length + 1];
        for (int i = 0; i < bytes.length; ) {
            int width = Utf8.width(bytes, i);
            int start = text.length();
            text.appendCodePoint(width == 0 ? CharClass.REPLACEMENT : Utf8.codePoint(bytes, i, width));
            for (int unit = start; unit < text.length(); unit++) {
                offsets[unit] = i;
            }
            i += Math.max(width, 1);
        }
        offsets[text.length()] = bytes.length;
        return new SourceText(text.toString(), offsets);
    }

    private static int[] offsets(String text) {
        int[] offsets = new int[text.length() + 1];
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            offsets[i] = bytes;
            if (c >= 0x10000) {
                offsets[i + 1] = bytes;
            }
            bytes += Utf8.width(c);
            i += Character.charCount(c);
        }
        offsets[text.length()] = bytes;
        return offsets;
    }

    public String text() {
        return text;
    }

    /** The byte offset of a position in UTF-16 units; positions outside the text are brought to its nearest end. */
    public int byteOffset(int position) {
        int inside = Math.max(0, Math.min(position, text.length()));
        return byteOffsets == null ? inside : byteOffsets[inside];
    }

    /** The position in UTF-16 units of a byte offset; inside a character it is that character's start. */
    public int position(int byteOffset) {
        if (byteOffsets == null) {
            return Math.max(0, Math.min(byteOffset, text.length()));
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (byteOffsets[middle] <= byteOffset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        boolean insidePair = low > 0 && low < text.length() && byteOffsets[low - 1] == byteOffsets[low];
        return insidePair ? low - 1 : low;
    }

    @Override
    public String toString() {
        return text;
    }
}
