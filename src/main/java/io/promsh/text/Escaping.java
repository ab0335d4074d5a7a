package io.promsh.text;

/**
 * Makes untrusted text (label values, help texts, error messages of a server) safe to show: control characters, which could
 * drive the terminal, and characters that reorder or hide text become visible escapes. What is drawn stays as it is: emoji, wide
 * and combining characters; but the invisible joiner within some emoji is shown, because two names that look alike and are not
 * must not mislead, and because terminals disagree on the width of what it joins.
 */
public final class Escaping {
    private static final String HEX = "0123456789abcdef";

    private Escaping() {}

    /** Returns {@code text} on one line with every control, bidirectional and invisible format character escaped. */
    public static String visible(String text) {
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f) {
                i++;
                continue;
            }
            int codePoint = text.codePointAt(i);
            if (isUnsafe(codePoint)) {
                return escapeFrom(text, i);
            }
            i += Character.charCount(codePoint);
        }
        return text;
    }

    private static String escapeFrom(String text, int firstUnsafe) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, firstUnsafe);
        for (int i = firstUnsafe; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (isUnsafe(codePoint)) {
                appendEscaped(out, codePoint);
            } else {
                out.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return out.toString();
    }

    private static void appendEscaped(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                int digits = codePoint < 0x100 ? 2 : codePoint < 0x10000 ? 4 : 8;
                out.append(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U");
                for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(codePoint >>> shift & 0xf));
                }
            }
        }
    }

    /** Returns whether a code point (a lone surrogate stands for itself) must not reach a terminal as it is. */
    public static boolean isUnsafe(int codePoint) {
        if (codePoint < 0xa0) {
            return codePoint < 0x20 || codePoint >= 0x7f;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> (codePoint & 0xfffe) == 0xfffe || isInvisible(codePoint);
        };
    }

    /** Letters that are drawn as nothing: the combining grapheme joiner, Hangul fillers, Mongolian and Khmer vowel marks. */
    private static boolean isInvisible(int codePoint) {
        return switch (codePoint) {
            case 0x34f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180c, 0x180d, 0x180f, 0x3164, 0xffa0 -> true;
            default -> false;
        };
    }
}
