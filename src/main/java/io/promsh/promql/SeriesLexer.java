package io.promsh.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a series description into tokens: a metric, then values in which spaces count and x repeats. */
final class SeriesLexer {
    private enum State {
        METRIC,
        VALUES,
        HISTOGRAM,
        BUCKETS
    }

    private final LexerCursor cursor;
    private final PromqlLexer metric;
    private State state = State.METRIC;

    SeriesLexer(String input) {
        this.cursor = new LexerCursor(input);
        this.metric = new PromqlLexer(cursor);
    }

    static List<Token> tokens(String input) {
        SeriesLexer lexer = new SeriesLexer(input);
        return Token.all(lexer.cursor, lexer::next);
    }

    LexerCursor cursor() {
        return cursor;
    }

    TokenKind next() {
        if (cursor.hasFailed()) {
            return cursor.emit(TokenKind.EOF);
        }
        return switch (state) {
            case METRIC -> metric();
            case VALUES -> values();
            case HISTOGRAM -> histogram();
            case BUCKETS -> buckets();
        };
    }

    private TokenKind metric() {
        TokenKind kind = metric.next();
        boolean word = kind == TokenKind.IDENTIFIER || kind == TokenKind.METRIC_IDENTIFIER;
        boolean keyword = kind.category() == TokenKind.Category.AGGREGATOR
                || kind.category() == TokenKind.Category.KEYWORD
                || kind.category() == TokenKind.Category.PREPROCESSOR;
        boolean nameEnds = (word || keyword) && !metric.isInBraces() && cursor.peek() != '{';
        if (nameEnds || kind == TokenKind.RIGHT_BRACE) {
            state = State.VALUES;
        }
        return kind;
    }

    private TokenKind values() {
        int c = cursor.read();
        if (CharClass.isSpace(c)) {
            return cursor.emitSpace();
        }
        if (CharClass.isDigit(c) || (c == '.' && CharClass.isDigit(cursor.peek()))) {
            cursor.unread();
            return number();
        }
        return switch (c) {
            case CharClass.END -> cursor.emit(TokenKind.EOF);
            case '+' -> cursor.emit(TokenKind.ADD);
            case '-' -> cursor.emit(TokenKind.SUB);
            case 'x' -> cursor.emit(TokenKind.TIMES);
            case '_' -> cursor.emit(TokenKind.BLANK);
            case '{' -> openHistogram();
            default -> CharClass.isAlpha(c) ? PromqlLexer.word(cursor) : cursor.unexpected(" in series sequence", c);
        };
    }

    private TokenKind number() {
        int end = NumberScan.number(cursor.input, cursor.pos, true);
        cursor.pos = end < 0 ? ~end : end;
        return end < 0
                ? cursor.error("bad number syntax: " + Quoting.quote(cursor.pending()))
                : cursor.emit(TokenKind.NUMBER);
    }

    private TokenKind openHistogram() {
        if (cursor.peek() != '{') {
            return cursor.unexpected(" in series sequence", '{');
        }
        state = State.HISTOGRAM;
        return cursor.emitWithNext(TokenKind.OPEN_HIST);
    }

    private TokenKind histogram() {
        int c = cursor.read();
        if (CharClass.isSpace(c)) {
            return cursor.emitSpace();
        }
        if (CharClass.isAlpha(c)) {
            return histogramWord();
        }
        if (CharClass.isDigit(c)) {
            cursor.unread();
            return number();
        }
        return switch (c) {
            case ':' -> cursor.emit(TokenKind.COLON);
            case '-' -> cursor.emit(TokenKind.SUB);
            case '[' -> {
                state = State.BUCKETS;
                yield cursor.emit(TokenKind.LEFT_BRACKET);
            }
            case '}' -> closeHistogram();
            default -> incomplete(c);
        };
    }

    private TokenKind closeHistogram() {
        if (cursor.peek() != '}') {
            return incomplete('}');
        }
        state = State.VALUES;
        return cursor.emitWithNext(TokenKind.CLOSE_HIST);
    }

    private TokenKind incomplete(int c) {
        return cursor.error("histogram description incomplete unexpected: " + Quoting.quoteCharacter(c));
    }

    private TokenKind histogramWord() {
        cursor.skipLetters();
        String word = cursor.pending();
        TokenKind kind = TokenKind.ofHistogramWord(word);
        if (kind != null && kind.category() == TokenKind.Category.HISTOGRAM) {
            return cursor.peek() == ':' ? cursor.emit(kind) : cursor.error("missing `:` for histogram descriptor");
        }
        if (kind == null && TokenKind.ofWord(word) == TokenKind.NUMBER) {
            kind = TokenKind.NUMBER;
        }
        return kind == null
                ? cursor.error("bad histogram descriptor found: " + Quoting.quote(word))
                : cursor.emit(kind);
    }

    private TokenKind buckets() {
        while (true) {
            int c = cursor.read();
            if (CharClass.isSpace(c)) {
                return cursor.emitSpace();
            }
            if (CharClass.isDigit(c)) {
                cursor.unread();
                return number();
            }
            if (c == '-') {
                return cursor.emit(TokenKind.SUB);
            }
            if (c == ']') {
                state = State.HISTOGRAM;
                return cursor.emit(TokenKind.RIGHT_BRACKET);
            }
            if (!CharClass.isAlpha(c)) {
                return cursor.error("invalid character in buckets description: " + Quoting.quoteCharacter(c));
            }
            TokenKind word = numberWord();
            if (word != null) {
                return word;
            }
        }
    }

    /** {@code Inf} or {@code NaN}, when that is what has been read. */
    private @Nullable TokenKind numberWord() {
        return TokenKind.ofWord(cursor.pending()) == TokenKind.NUMBER ? cursor.emit(TokenKind.NUMBER) : null;
    }
}
