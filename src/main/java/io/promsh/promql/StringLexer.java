package io.promsh.promql;

import org.jspecify.annotations.Nullable;

/** Reads a string, whose opening quote has been read, up to its closing quote or the next error in it. */
final class StringLexer {
    private final LexerCursor cursor;
    private int quote;

    StringLexer(LexerCursor cursor) {
        this.cursor = cursor;
    }

    void open(int openingQuote) {
        quote = openingQuote;
    }

    /** The string, or an error; after an error that does not end the text the string can be read on. */
    TokenKind scan() {
        boolean raw = quote == '`';
        while (true) {
            int c = cursor.read();
            if (c == quote) {
                return cursor.emit(TokenKind.STRING);
            }
            if (c == CharClass.END || (c == '\n' && !raw)) {
                return cursor.error(raw ? "unterminated raw string" : "unterminated quoted string");
            }
            if (c == CharClass.REPLACEMENT) {
                return cursor.errorAndGoOn("invalid UTF-8 rune");
            }
            if (c == '\\' && !raw) {
                String wrong = escape();
                if (wrong != null) {
                    return cursor.errorAndGoOn(wrong);
                }
            }
        }
    }

    /** Reads what follows a backslash; what is wrong with it, or null. */
    private @Nullable String escape() {
        int c = cursor.read();
        if (c == quote) {
            return null;
        }
        return switch (c) {
            case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> null;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(c, 3, 8, 0xFF);
            case 'x' -> digits(cursor.read(), 2, 16, 0xFF);
            case 'u' -> digits(cursor.read(), 4, 16, Character.MAX_CODE_POINT);
            case 'U' -> digits(cursor.read(), 8, 16, Character.MAX_CODE_POINT);
            case CharClass.END -> "escape sequence not terminated";
            default -> "unknown escape sequence " + Quoting.nameCharacter(c);
        };
    }

    private @Nullable String digits(int first, int count, int base, int max) {
        int c = first;
        long value = 0;
        for (int left = count; left > 0; left--) {
            int digit = CharClass.digitValue(c);
            if (digit >= base) {
                return c == CharClass.END
                        ? "escape sequence not terminated"
                        : "illegal character " + Quoting.nameCharacter(c) + " in escape sequence";
            }
            value = value * base + digit;
            if (left > 1) {
                c = cursor.read();
            }
        }
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return value > max || surrogate ? "escape sequence is an invalid Unicode code point" : null;
    }
}
