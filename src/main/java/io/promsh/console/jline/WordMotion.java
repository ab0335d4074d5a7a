package io.promsh.console.jline;

/**
 * Where words begin and end for the keys that move by or delete a word. A name with its underscores and colons, a number and a
 * duration are words; each bracket and quote stands alone; operators stand together. So deleting a word never takes a bracket with
 * it that belongs to something else.
 */
final class WordMotion {
    private static final String ALONE = "(){}[]\"'`,";

    private WordMotion() {}

    /** Returns the beginning of the word before {@code cursor}. */
    static int backward(CharSequence text, int cursor) {
        int i = cursor;
        while (i > 0 && isBlank(text.charAt(i - 1))) {
            i--;
        }
        if (i == 0) {
            return 0;
        }
        Kind kind = Kind.of(text.charAt(i - 1));
        i--;
        while (kind != Kind.ALONE && i > 0 && Kind.of(text.charAt(i - 1)) == kind) {
            i--;
        }
        return i;
    }

    /** Returns the end of the word behind {@code cursor}. */
    static int forward(CharSequence text, int cursor) {
        int length = text.length();
        int i = cursor;
        while (i < length && isBlank(text.charAt(i))) {
            i++;
        }
        if (i == length) {
            return length;
        }
        Kind kind = Kind.of(text.charAt(i));
        i++;
        while (kind != Kind.ALONE && i < length && Kind.of(text.charAt(i)) == kind) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return Kind.of(c) == Kind.BLANK;
    }

    private enum Kind {
        BLANK,
        WORD,
        ALONE,
        OPERATOR;

        static Kind of(char c) {
            if (Character.isWhitespace(c)) {
                return BLANK;
            }
            if (Character.isLetterOrDigit(c) || c == '_' || c == ':' || c == '.' || c >= 0x80) {
                return WORD;
            }
            return WordMotion.ALONE.indexOf(c) >= 0 ? ALONE : OPERATOR;
        }
    }
}
