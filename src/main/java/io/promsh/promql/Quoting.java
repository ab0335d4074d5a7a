package io.promsh.promql;

import java.util.Locale;

/** Strings and characters in quotes, escaped the way the server prints them. */
public final class Quoting {
    private Quoting() {}

    /** {@code text} in double quotes. */
    public static String quote(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7F) {
                return escaped(text);
            }
        }
        return '"' + text + '"';
    }

    /** {@code text} in double quotes, cut after ten characters when it is longer than ten bytes. */
    static String quoteShort(String text) {
        if (SourceText.of(text).byteOffset(text.length()) <= 10) {
            return quote(text);
        }
        int end = text.codePointCount(0, text.length()) <= 10 ? text.length() : text.offsetByCodePoints(0, 10);
        return quote(text.substring(0, end)) + "...";
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8).append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            append(out, c, '"');
            i += Character.charCount(c);
        }
        return out.append('"').toString();
    }

    /** A code point in single quotes, as in {@code 'x'}. */
    static String quoteCharacter(int codePoint) {
        // The end of the text is no character; the server's formatter shows the replacement character for it.
        int shown = codePoint < 0 ? CharClass.REPLACEMENT : codePoint;
        StringBuilder out = new StringBuilder(8).append('\'');
        append(out, shown, '\'');
        return out.append('\'').toString();
    }

    /** A code point as in {@code U+0063 'c'}; without the character when it cannot be printed. */
    static String nameCharacter(int codePoint) {
        String name = String.format(Locale.ROOT, "U+%04X", codePoint);
        return CharClass.isPrintable(codePoint) ? name + " '" + Character.toString(codePoint) + "'" : name;
    }

    private static void append(StringBuilder out, int c, char quote) {
        if (c == quote || c == '\\') {
            out.append('\\').append((char) c);
            return;
        }
        if (ByteStrings.isEscapedByte(c)) {
            out.append(String.format(Locale.ROOT, "\\x%02x", ByteStrings.escapedByte(c)));
            return;
        }
        if (CharClass.isPrintable(c)) {
            out.appendCodePoint(c);
            return;
        }
        out.append(
                switch (c) {
                    case 0x07 -> "\\a";
                    case '\b' -> "\\b";
                    case '\f' -> "\\f";
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    case 0x0B -> "\\v";
                    default -> hexEscape(c);
                });
    }

    private static String hexEscape(int c) {
        if (c < ' ' || c == 0x7F) {
            return String.format(Locale.ROOT, "\\x%02x", c);
        }
        if (Character.isSurrogate((char) c) && c < 0x10000) {
            return "\\ufffd";
        }
        return String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }
}
