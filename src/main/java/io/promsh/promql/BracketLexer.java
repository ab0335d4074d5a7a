package io.promsh.promql;

import org.jspecify.annotations.Nullable;

/** Reads what stands between brackets: a range, a colon and a step, each a number, a duration or a duration expression. */
final class BracketLexer {
    private final LexerCursor cursor;
    private boolean open;
    private boolean gotColon;
    private boolean gotDuration;
    /** Before the first number after a bracket the server's lexer is stricter than after it. */
    private boolean beforeNumber;

    BracketLexer(LexerCursor cursor) {
        this.cursor = cursor;
    }

    boolean isOpen() {
        return open;
    }

    boolean isBeforeNumber() {
        return beforeNumber;
    }

    TokenKind open() {
        if (open) {
            return cursor.error("unexpected left bracket '['");
        }
        open = true;
        gotColon = false;
        beforeNumber = true;
        return cursor.emit(TokenKind.LEFT_BRACKET);
    }

    TokenKind close() {
        if (!open) {
            return cursor.error("unexpected right bracket ']'");
        }
        open = false;
        beforeNumber = false;
        return cursor.emit(TokenKind.RIGHT_BRACKET);
    }

    /** A word or a colon after the first number. */
    TokenKind wordOrColon(int c) {
        if (c == ':') {
            if (gotColon) {
                return cursor.error("unexpected colon ':'");
            }
            gotColon = true;
            return cursor.emit(TokenKind.COLON);
        }
        TokenKind word = durationWord(c);
        return word == null
                ? cursor.error("unexpected character: " + Quoting.quoteCharacter(c) + ", expected ':'")
                : cursor.emit(word);
    }

    /** The word of duration expressions that begins with {@code c}, or null; only letters that begin one are read on. */
    private @Nullable TokenKind durationWord(int c) {
        if ("sSmMrR".indexOf(c) < 0) {
            return null;
        }
        cursor.skipLetters();
        TokenKind word = TokenKind.ofWord(cursor.pending());
        boolean fits = word == TokenKind.STEP
                || word == TokenKind.RANGE
                || word == TokenKind.MAX_OF
                || word == TokenKind.MIN_OF;
        return fits ? word : null;
    }

    /** A token before the first number; null for spaces. */
    @Nullable
    TokenKind scanBeforeNumber() {
        int c = cursor.read();
        if (CharClass.isSpace(c)) {
            cursor.skipSpaces();
            return null;
        }
        if (CharClass.isDigit(c) || (c == '.' && CharClass.isDigit(cursor.peek()))) {
            cursor.unread();
            gotDuration = true;
            beforeNumber = false;
            return numberOrDuration(cursor);
        }
        return switch (c) {
            case CharClass.END -> cursor.error("unexpected end of input in duration expression");
            case ']' -> close();
            case ':' -> colonBeforeNumber();
            case '(' -> cursor.openParen();
            case ')' -> cursor.closeParen();
            case '+' -> cursor.emit(TokenKind.ADD);
            case '-' -> cursor.emit(TokenKind.SUB);
            case '*' -> cursor.emit(TokenKind.MUL);
            case '/' -> cursor.emit(TokenKind.DIV);
            case '%' -> cursor.emit(TokenKind.MOD);
            case '^' -> cursor.emit(TokenKind.POW);
            case ',' -> cursor.emit(TokenKind.COMMA);
            default -> {
                TokenKind word = durationWord(c);
                yield word == null ? cursor.unexpected(" in duration expression", c) : cursor.emit(word);
            }
        };
    }

    private TokenKind colonBeforeNumber() {
        TokenKind kind = cursor.emit(TokenKind.COLON);
        if (!gotDuration) {
            return cursor.error("unexpected colon before duration in duration expression");
        }
        if (gotColon) {
            return cursor.error("unexpected repeated colon in duration expression");
        }
        gotColon = true;
        return kind;
    }

    static TokenKind numberOrDuration(LexerCursor cursor) {
        int end = NumberScan.number(cursor.input, cursor.pos, false);
        if (end >= 0) {
            cursor.pos = end;
            return cursor.emit(TokenKind.NUMBER);
        }
        end = NumberScan.duration(cursor.input, ~end);
        cursor.pos = end < 0 ? ~end : end;
        return end < 0
                ? cursor.error("bad number or duration syntax: " + Quoting.quote(cursor.pending()))
                : cursor.emit(TokenKind.DURATION);
    }
}
