package io.promsh.promql;

/** The classes of characters the lexer goes by; letters and digits are ASCII only, as in the server. */
final class CharClass {
    /** Stands for the end of the text. */
    static final int END = -1;
    /** What the server's decoder makes of bytes that are no UTF-8. */
    static final int REPLACEMENT = 0xFFFD;

    private CharClass() {}

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(int c) {
        return (c >= 'a' && c <= 'z') || c == '_' || (c >= 'A' && c <= 'Z');
    }

    static boolean isAlphaNumeric(int c) {
        return isAlpha(c) || isDigit(c);
    }

    /** The value of a hexadecimal digit, 16 when it is none. */
    static int digitValue(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
    }

    /** Whether the server prints this code point as it is inside quotes (letters, marks, numbers, signs, the space). */
    static boolean isPrintable(int codePoint) {
        if (codePoint < 0x7F) {
            return codePoint >= ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
