package io.promsh.text;

import org.jline.utils.WCWidth;

/** Width of text in terminal columns: wide characters count 2, combining ones 0. */
public final class DisplayWidth {
    private DisplayWidth() {}

    /** Returns the columns that {@code text}, which holds no control characters, takes. */
    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c < 0x300) {
                width++;
                i++;
                continue;
            }
            int codePoint = text.codePointAt(i);
            width += Math.max(0, WCWidth.wcwidth(codePoint));
            i += Character.charCount(codePoint);
        }
        return width;
    }

    /** Returns {@code text} padded with blanks on the right to {@code columns}; longer text is returned as it is. */
    public static String padRight(String text, int columns) {
        int missing = columns - of(text);
        return missing <= 0 ? text : text + " ".repeat(missing);
    }

    /** Returns {@code text} padded with blanks on the left to {@code columns}; longer text is returned as it is. */
    public static String padLeft(String text, int columns) {
        int missing = columns - of(text);
        return missing <= 0 ? text : " ".repeat(missing) + text;
    }

    /** Returns {@code text} cut to at most {@code columns}, the last column being {@code mark} where something was cut. */
    public static String cut(String text, int columns, String mark) {
        if (of(text) <= columns) {
            return text;
        }
        int room = columns - of(mark);
        if (room < 0) {
            return "";
        }
        int width = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            int next = codePoint < 0x300 ? 1 : Math.max(0, WCWidth.wcwidth(codePoint));
            if (width + next > room) {
                break;
            }
            width += next;
            i += Character.charCount(codePoint);
        }
        return text.substring(0, i) + mark;
    }
}
