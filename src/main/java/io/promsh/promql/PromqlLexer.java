package io.promsh.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens, one at a time, as the server does: after an error the text ends, except after one inside a string.
 *
 * <p>No object is made for a token: {@link #next()} answers the kind, {@link #start()} and {@link #end()} say where it is (in
 * UTF-16 units), {@link #text()} makes its text.
 */
public final class PromqlLexer {
    private final LexerCursor cursor;
    private final StringLexer strings;
    private final BracketLexer brackets;
    private boolean braceOpen;
    private boolean stringOpen;
    private boolean done;

    public PromqlLexer(String input) {
        this(new LexerCursor(input));
    }

    PromqlLexer(LexerCursor cursor) {
        this.cursor = cursor;
        this.strings = new StringLexer(cursor);
        this.brackets = new BracketLexer(cursor);
    }

    /**
     * All tokens of a text, comments too, without the end. An error reaches to where the lexer gave up; it is the last token
     * unless it is in a string, which then follows whole.
     */
    public static List<Token> tokens(String input) {
        PromqlLexer lexer = new PromqlLexer(input);
        return Token.all(lexer.cursor, lexer::next);
    }

    /** Reads the next token and answers its kind; {@link TokenKind#EOF} for ever after the end or an error. */
    public TokenKind next() {
        if (done || cursor.hasFailed()) {
            return cursor.emit(TokenKind.EOF);
        }
        TokenKind kind = null;
        while (kind == null) {
            kind = step();
        }
        return kind;
    }

    /** Reads a little; null when that was no whole token. */
    private @Nullable TokenKind step() {
        if (stringOpen) {
            return string();
        }
        if (braceOpen) {
            return insideBraces();
        }
        return brackets.isBeforeNumber() ? brackets.scanBeforeNumber() : statements();
    }

    /** Whether it stands between braces. */
    boolean isInBraces() {
        return braceOpen;
    }

    LexerCursor cursor() {
        return cursor;
    }

    /** Where the current token starts, in UTF-16 units. */
    public int start() {
        return cursor.tokenStart();
    }

    /** Where the current token ends (exclusive), in UTF-16 units. */
    public int end() {
        return cursor.tokenEnd();
    }

    /** The text of the current token. */
    public String text() {
        return cursor.input.substring(start(), end());
    }

    /** What is wrong, after an {@link TokenKind#ERROR}. */
    public String message() {
        return cursor.message();
    }

    // ---- outside braces

    private @Nullable TokenKind statements() {
        int c = cursor.read();
        if (CharClass.isSpace(c)) {
            cursor.skipSpaces();
            return null;
        }
        if (CharClass.isAlpha(c) || c == ':') {
            return brackets.isOpen() ? brackets.wordOrColon(c) : word(cursor);
        }
        if (CharClass.isDigit(c) || (c == '.' && CharClass.isDigit(cursor.peek()))) {
            cursor.unread();
            return BracketLexer.numberOrDuration(cursor);
        }
        return switch (c) {
            case CharClass.END -> atEnd();
            case '#' -> comment(cursor);
            case ',' -> cursor.emit(TokenKind.COMMA);
            case '*' -> cursor.emit(TokenKind.MUL);
            case '/' -> cursor.emit(TokenKind.DIV);
            case '%' -> cursor.emit(TokenKind.MOD);
            case '+' -> cursor.emit(TokenKind.ADD);
            case '-' -> cursor.emit(TokenKind.SUB);
            case '^' -> cursor.emit(TokenKind.POW);
            case '@' -> cursor.emit(TokenKind.AT);
            case '=', '!', '<', '>' -> comparison(c);
            case '"', '\'', '`' -> openString(c);
            case '(' -> cursor.openParen();
            case ')' -> cursor.closeParen();
            case '{' -> openBrace();
            case '[' -> brackets.open();
            case ']' -> brackets.close();
            default -> cursor.unexpected("", c);
        };
    }

    private TokenKind atEnd() {
        if (cursor.parenDepth != 0) {
            return cursor.error("unclosed left parenthesis");
        }
        if (brackets.isOpen()) {
            return cursor.error("unclosed left bracket");
        }
        done = true;
        return cursor.emit(TokenKind.EOF);
    }

    private TokenKind comparison(int first) {
        int second = cursor.peek();
        if (first == '!') {
            return second == '='
                    ? cursor.emitWithNext(TokenKind.NEQ)
                    : cursor.error("unexpected character after '!': " + Quoting.quoteCharacter(second));
        }
        if (first == '=') {
            if (second == '~') {
                return cursor.error("unexpected character after '=': '~'");
            }
            return second == '=' ? cursor.emitWithNext(TokenKind.EQLC) : cursor.emit(TokenKind.EQL);
        }
        boolean less = first == '<';
        return switch (second) {
            case '=' -> cursor.emitWithNext(less ? TokenKind.LTE : TokenKind.GTE);
            case '/' -> cursor.emitWithNext(less ? TokenKind.TRIM_UPPER : TokenKind.TRIM_LOWER);
            default -> cursor.emit(less ? TokenKind.LSS : TokenKind.GTR);
        };
    }

    private TokenKind openBrace() {
        braceOpen = true;
        return cursor.emit(TokenKind.LEFT_BRACE);
    }

    static TokenKind comment(LexerCursor cursor) {
        int c = cursor.read();
        while (c != '\r' && c != '\n' && c != CharClass.END) {
            c = cursor.read();
        }
        cursor.unread();
        return cursor.emit(TokenKind.COMMENT);
    }

    /** A name or a keyword, of which the first character has been read. */
    static TokenKind word(LexerCursor cursor) {
        String input = cursor.input;
        boolean colon = input.charAt(cursor.from) == ':';
        int at = cursor.pos;
        for (; at < input.length(); at++) {
            char c = input.charAt(at);
            if (c == ':') {
                colon = true;
            } else if (!CharClass.isAlphaNumeric(c)) {
                break;
            }
        }
        cursor.pos = at;
        if (colon) {
            return cursor.emit(TokenKind.METRIC_IDENTIFIER);
        }
        TokenKind keyword = TokenKind.ofWord(cursor.pending());
        if (keyword == null || (isFill(keyword) && !parenFollows(cursor))) {
            return cursor.emit(TokenKind.IDENTIFIER);
        }
        return cursor.emit(keyword);
    }

    /** These words came late to the language and are names unless a parenthesis follows. */
    private static boolean isFill(TokenKind kind) {
        return kind == TokenKind.FILL || kind == TokenKind.FILL_LEFT || kind == TokenKind.FILL_RIGHT;
    }

    private static boolean parenFollows(LexerCursor cursor) {
        String input = cursor.input;
        int at = cursor.pos;
        while (at < input.length() && CharClass.isSpace(input.charAt(at))) {
            at++;
        }
        return at < input.length() && input.charAt(at) == '(';
    }

    // ---- inside braces

    private @Nullable TokenKind insideBraces() {
        int c = cursor.read();
        if (CharClass.isSpace(c)) {
            cursor.skipSpaces();
            return null;
        }
        return switch (c) {
            case '}' -> closeBrace();
            case '"', '\'', '`' -> openString(c);
            default -> matcher(cursor, c);
        };
    }

    private TokenKind closeBrace() {
        braceOpen = false;
        return cursor.emit(TokenKind.RIGHT_BRACE);
    }

    /** A token of a label matcher, of which the first character has been read. */
    static TokenKind matcher(LexerCursor cursor, int c) {
        if (CharClass.isAlpha(c)) {
            int at = cursor.pos;
            while (at < cursor.input.length() && CharClass.isAlphaNumeric(cursor.input.charAt(at))) {
                at++;
            }
            cursor.pos = at;
            return cursor.emit(TokenKind.IDENTIFIER);
        }
        return switch (c) {
            case CharClass.END -> cursor.error("unexpected end of input inside braces");
            case '#' -> comment(cursor);
            case ',' -> cursor.emit(TokenKind.COMMA);
            case '=' -> cursor.peek() == '~' ? cursor.emitWithNext(TokenKind.EQL_REGEX) : cursor.emit(TokenKind.EQL);
            case '!' -> negation(cursor);
            case '{' -> cursor.error("unexpected left brace '{'");
            default -> cursor.unexpected(" inside braces", c);
        };
    }

    private static TokenKind negation(LexerCursor cursor) {
        int c = cursor.read();
        return switch (c) {
            case '~' -> cursor.emit(TokenKind.NEQ_REGEX);
            case '=' -> cursor.emit(TokenKind.NEQ);
            default -> cursor.error("unexpected character after '!' inside braces: " + Quoting.quoteCharacter(c));
        };
    }

    // ---- strings

    private @Nullable TokenKind openString(int quote) {
        strings.open(quote);
        stringOpen = true;
        return null;
    }

    private TokenKind string() {
        TokenKind kind = strings.scan();
        stringOpen = kind != TokenKind.STRING;
        return kind;
    }
}
