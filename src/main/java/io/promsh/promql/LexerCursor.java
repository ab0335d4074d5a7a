package io.promsh.promql;

/** Where a lexer stands in its text, and the token it read last. */
final class LexerCursor {
    final String input;
    /** The next character to read. */
    int pos;
    /** Where what is being read began. */
    int from;
    /** How many parentheses are open. */
    int parenDepth;

    /** How many units the last character read took. */
    private int width;

    private int tokenStart;
    private int tokenEnd;
    private String message = "";
    private boolean failed;

    LexerCursor(String input) {
        this.input = input;
    }

    int tokenStart() {
        return tokenStart;
    }

    int tokenEnd() {
        return tokenEnd;
    }

    /** What the last error said. */
    String message() {
        return message;
    }

    /** Whether an error ended the text. */
    boolean hasFailed() {
        return failed;
    }

    int read() {
        if (pos >= input.length()) {
            width = 0;
            return CharClass.END;
        }
        char c = input.charAt(pos);
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            int codePoint = input.codePointAt(pos);
            width = Character.charCount(codePoint);
            pos += width;
            return width == 2 ? codePoint : CharClass.REPLACEMENT;
        }
        width = 1;
        pos++;
        return c;
    }

    /** Takes the last character back; once after each {@link #read()}. */
    void unread() {
        pos -= width;
    }

    int peek() {
        int c = read();
        unread();
        return c;
    }

    /** Goes past the spaces and forgets what was being read. */
    void skipSpaces() {
        while (pos < input.length() && CharClass.isSpace(input.charAt(pos))) {
            pos++;
        }
        from = pos;
    }

    /** Goes past letters and underscores. */
    void skipLetters() {
        while (pos < input.length() && CharClass.isAlpha(input.charAt(pos))) {
            pos++;
        }
    }

    /** What is being read, up to here. */
    String pending() {
        return input.substring(from, pos);
    }

    /** Ends a token here. */
    TokenKind emit(TokenKind kind) {
        tokenStart = from;
        tokenEnd = pos;
        from = pos;
        return kind;
    }

    /** Ends a token of one space here, and goes past the spaces after it. */
    TokenKind emitSpace() {
        emit(TokenKind.SPACE);
        skipSpaces();
        return TokenKind.SPACE;
    }

    /** Ends a token after one more character. */
    TokenKind emitWithNext(TokenKind kind) {
        read();
        return emit(kind);
    }

    TokenKind openParen() {
        parenDepth++;
        return emit(TokenKind.LEFT_PAREN);
    }

    TokenKind closeParen() {
        parenDepth--;
        TokenKind kind = emit(TokenKind.RIGHT_PAREN);
        return parenDepth < 0 ? error("unexpected right parenthesis ')'") : kind;
    }

    /** An error after which nothing more is read. */
    TokenKind error(String what) {
        failed = true;
        return errorAndGoOn(what);
    }

    /** An error that leaves the rest of the text readable. */
    TokenKind errorAndGoOn(String what) {
        message = what;
        tokenStart = from;
        tokenEnd = from;
        return TokenKind.ERROR;
    }

    TokenKind unexpected(String where, int c) {
        return error("unexpected character" + where + ": " + Quoting.quoteCharacter(c));
    }
}
