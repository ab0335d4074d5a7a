package io.promsh.target.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws where in an expression a server's complaint points: the line, and a caret under the place. Servers count lines from 1 and
 * columns in bytes of UTF-8 from 1 ({@code 1:5: parse error: ...}).
 */
public final class ErrorPlace {
    private static final String INDENT = "  ";

    /** Longer lines are shown in part. */
    private static final int SHOWN_CHARS = 100;

    private ErrorPlace() {}

    /** Returns the lines to show, or none when the complaint names no place in the expression. */
    public static List<String> draw(String expression, String complaint) {
        int[] place = find(complaint);
        String[] lines = expression.split("\n", -1);
        if (place.length == 0 || place[0] > lines.length) {
            return List.of();
        }
        String line = lines[place[0] - 1];
        int at = charAtByte(line, place[1] - 1);
        List<String> drawn = new ArrayList<>();
        for (int i = Math.max(0, place[0] - 3); i < place[0] - 1; i++) {
            drawn.add(INDENT + visible(window(lines[i], 0)));
        }
        String shown = window(line, at);
        int caret = at - windowStart(line, at);
        drawn.add(INDENT + visible(shown));
        drawn.add(INDENT + " ".repeat(columns(shown.substring(0, Math.min(caret, shown.length())))) + "^");
        return drawn;
    }

    /** Returns whether the complaint names a place. */
    public static boolean isPlaced(String complaint) {
        return find(complaint).length > 0;
    }

    /** Returns the complaint without the words that say which parameter of the request it is about. */
    public static String withoutParameter(String complaint) {
        String prefix = "invalid parameter \"query\": ";
        return complaint.startsWith(prefix) ? complaint.substring(prefix.length()) : complaint;
    }

    /** Finds the first {@code digits:digits:} that starts a word; by hand, because a pattern would cost more than the request. */
    private static int[] find(String complaint) {
        for (int i = 0; i < complaint.length(); i++) {
            boolean starts = i == 0 || complaint.charAt(i - 1) == ' ' || complaint.charAt(i - 1) == '(';
            if (!starts) {
                continue;
            }
            int colon = digits(complaint, i);
            int end = colon > i && colon < complaint.length() && complaint.charAt(colon) == ':'
                    ? digits(complaint, colon + 1)
                    : -1;
            if (end > colon + 1 && end < complaint.length() && complaint.charAt(end) == ':') {
                int line = number(complaint, i, colon);
                int column = number(complaint, colon + 1, end);
                return line > 0 && column > 0 ? new int[] {line, column} : new int[0];
            }
        }
        return new int[0];
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static int number(String text, int from, int to) {
        return to - from > 9 ? 0 : Integer.parseInt(text.substring(from, to));
    }

    private static int charAtByte(String line, int bytes) {
        int seen = 0;
        int i = 0;
        while (i < line.length() && seen < bytes) {
            int codePoint = line.codePointAt(i);
            int length = Character.charCount(codePoint);
            seen += line.substring(i, i + length).getBytes(StandardCharsets.UTF_8).length;
            i += length;
        }
        return i;
    }

    private static int windowStart(String line, int at) {
        int start = line.length() <= SHOWN_CHARS ? 0 : Math.max(0, at - SHOWN_CHARS / 2);
        return start > 0 && start < line.length() && Character.isLowSurrogate(line.charAt(start)) ? start - 1 : start;
    }

    private static String window(String line, int at) {
        int start = windowStart(line, at);
        return line.substring(start, Math.min(line.length(), start + SHOWN_CHARS));
    }

    /** One column a control character, so that the caret stays under its place. */
    private static String visible(String line) {
        StringBuilder out = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            out.append(Character.isISOControl(c) ? ' ' : c);
        }
        return out.toString();
    }

    private static int columns(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            columns += columns(codePoint);
            i += Character.charCount(codePoint);
        }
        return columns;
    }

    /** East Asian wide characters and emoji take two columns, combining marks none. */
    private static int columns(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1f64f)
                || (c >= 0x1f680 && c <= 0x1f6ff)
                || (c >= 0x1f900 && c <= 0x1f9ff)
                || (c >= 0x20000 && c <= 0x3fffd);
        return wide ? 2 : 1;
    }
}
