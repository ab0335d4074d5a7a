package io.promsh.text;

import java.util.Locale;

/**
 * Makes untrusted text (label values, help texts, error messages of a server) safe to show: control characters, which could
 * drive the terminal, and characters that reorder or hide text become visible escapes.
 */
public final class Escaping {
    private Escaping() {}

    /** Returns {@code text} on one line with every control, bidirectional and invisible format character escaped. */
    public static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text, i)) {
                return escapeFrom(text, i);
            }
        }
        return text;
    }

    private static String escapeFrom(String text, int firstUnsafe) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, firstUnsafe);
        for (int i = firstUnsafe; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isUnsafe(text, i)) {
                out.append(c);
                continue;
            }
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    private static boolean isUnsafe(String text, int i) {
        char c = text.charAt(i);
        if (c >= 0x20 && c < 0x7f) {
            return false;
        }
        if (c < 0xa0) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return Character.getType(c) == Character.FORMAT
                || c == '\u2028'
                || c == '\u2029'
                || c == '\ufffe'
                || c == '\uffff';
    }
}
