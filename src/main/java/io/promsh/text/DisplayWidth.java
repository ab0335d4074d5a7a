package io.promsh.text;

import org.jline.utils.WCWidth;

/** Width of text in terminal columns: wide characters count 2, combining ones 0. */
public final class DisplayWidth {
    private static final int FIRST_COMBINING = 0x300;

    private DisplayWidth() {}

    /** Returns the columns that {@code text}, which holds no control characters, takes. */
    public static int of(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return i + ofWide(text, i);
            }
        }
        return length;
    }

    private static int ofWide(String text, int from) {
        int width = 0;
        for (int i = from; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            width += ofCodePoint(codePoint);
            i += Character.charCount(codePoint);
        }
        return width;
    }

    /** Returns the columns of one code point: 0, 1 or 2. */
    public static int ofCodePoint(int codePoint) {
        return codePoint < FIRST_COMBINING ? 1 : Math.max(0, WCWidth.wcwidth(codePoint));
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
        return room < 0 ? "" : text.substring(0, endOf(text, room)) + mark;
    }

    /**
     * Returns {@code text} cut in its middle to at most {@code columns}, with {@code mark} where something was cut: names of
     * machines and pods differ at their ends.
     */
    public static String cutMiddle(String text, int columns, String mark) {
        if (of(text) <= columns) {
            return text;
        }
        int room = columns - of(mark);
        if (room < 4) {
            return cut(text, columns, mark);
        }
        String head = text.substring(0, endOf(text, (room + 1) / 2));
        return head + mark + text.substring(startOf(text, room - of(head)));
    }

    /** Returns the index before which the text takes at most so many columns; a combining mark stays with its letter. */
    static int endOf(String text, int columns) {
        int width = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            width += ofCodePoint(codePoint);
            if (width > columns) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        return i;
    }

    /** Returns the index from which the text takes at most so many columns and does not begin with a combining mark. */
    private static int startOf(String text, int columns) {
        int width = 0;
        int start = text.length();
        for (int i = text.length(); i > 0; ) {
            int codePoint = text.codePointBefore(i);
            int next = ofCodePoint(codePoint);
            width += next;
            if (width > columns) {
                break;
            }
            i -= Character.charCount(codePoint);
            if (next > 0) {
                start = i;
            }
        }
        return start;
    }
}
