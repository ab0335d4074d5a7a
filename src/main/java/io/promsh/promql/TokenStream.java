package io.promsh.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tokens as the parser sees them, and what becomes of those that do not fit.
 *
 * <p>The server's parser is generated, and its rules for errors decide which messages an input gets, so they are kept here:
 *
 * <ul>
 *   <li>A token is read only when it has to be looked at, so that errors come in the same order.
 *   <li>At a token that does not fit, the parser {@linkplain #reject() panics}: every rule that is open is left, up to the
 *       nearest one that {@linkplain #caughtPanic() catches} it and says what is wrong.
 *   <li>When no token was taken since the last error, the token is dropped instead and the next one tried.
 *   <li>An error of the lexer ends the input without a message of the parser's own; dropping that end ends the parsing.
 * </ul>
 */
final class TokenStream {
    private static final int RECOVERING = 3;

    private final SourceText source;
    private final LexerCursor cursor;
    private final Supplier<TokenKind> lexer;
    private final List<ParseError> errors = new ArrayList<>(0);

    private @Nullable TokenKind lookahead;
    private TokenKind last = TokenKind.ERROR;
    private int lastClosing;
    /** How many tokens must still be taken until the last error counts as overcome. */
    private int recovering;

    private boolean panicking;
    private boolean aborted;

    TokenStream(SourceText source, LexerCursor cursor, Supplier<TokenKind> lexer) {
        this.source = source;
        this.cursor = cursor;
        this.lexer = lexer;
    }

    /** The next token's kind; {@link TokenKind#ERROR} when the lexer has ended the input. */
    TokenKind peek() {
        TokenKind kind = lookahead;
        if (kind == null) {
            kind = read();
            lookahead = kind;
        }
        return kind;
    }

    boolean peekIs(TokenKind kind) {
        return peek() == kind;
    }

    private TokenKind read() {
        if (last == TokenKind.EOF) {
            return TokenKind.ERROR;
        }
        TokenKind kind;
        do {
            kind = lexer.get();
        } while (kind == TokenKind.COMMENT);
        last = kind;
        switch (kind) {
            case ERROR -> error(cursor.message(), cursor.from, cursor.input.length());
            case RIGHT_BRACE, RIGHT_PAREN, RIGHT_BRACKET, DURATION, NUMBER -> lastClosing = cursor.tokenEnd();
            default -> {}
        }
        return kind;
    }

    /** Takes the token that was looked at. */
    void take() {
        lookahead = null;
        if (recovering > 0) {
            recovering--;
        }
    }

    /**
     * Refuses the token that was looked at.
     *
     * @return true when it was dropped and the next one is to be tried in the same place; false when the parser panics
     */
    boolean reject() {
        if (recovering < RECOVERING) {
            recovering = RECOVERING;
            panicking = true;
            return false;
        }
        if (lookahead == TokenKind.ERROR) {
            abort();
            return false;
        }
        lookahead = null;
        return true;
    }

    /**
     * Refuses the token that was looked at, in a place that has a message for it.
     *
     * @return true when it was dropped and the next one is to be tried in the same place; false when the message was given or,
     *     then still {@linkplain #isPanicking() panicking}, the parsing has ended
     */
    boolean refuse(String context, String expected) {
        if (reject()) {
            return true;
        }
        if (caughtPanic()) {
            unexpected(context, expected);
        }
        return false;
    }

    /** Takes a token of this kind, dropping others as {@link #reject()} allows; false when the parser panics. */
    boolean expect(TokenKind kind) {
        while (!panicking) {
            if (peek() == kind) {
                take();
                return true;
            }
            if (!reject()) {
                break;
            }
        }
        return false;
    }

    /** Whether the open rules are being left. */
    boolean isPanicking() {
        return panicking;
    }

    /** Ends a panic here; true when there was one and a message is due. */
    boolean caughtPanic() {
        if (!panicking || aborted) {
            return false;
        }
        panicking = false;
        return true;
    }

    /** Ends the parsing. */
    void abort() {
        aborted = true;
        panicking = true;
    }

    /** Ends the parsing because of too many levels. */
    void nestedTooDeep() {
        peek();
        if (!panicking) {
            error("expression is nested more than " + PromqlParser.MAX_NESTING + " levels deep", start(), end());
            abort();
        }
    }

    /** Where the token that was read last starts, in UTF-16 units. */
    int start() {
        return cursor.tokenStart();
    }

    /** Where the token that was read last ends (exclusive), in UTF-16 units. */
    int end() {
        return cursor.tokenEnd();
    }

    /** The text of the token that was read last. */
    String text() {
        return cursor.input.substring(cursor.tokenStart(), cursor.tokenEnd());
    }

    /** Where the last closing bracket, brace, parenthesis, number or duration that was read ends. */
    int lastClosing() {
        return lastClosing;
    }

    /**
     * Where an aggregation ends whose next token had to be read: at the parenthesis before the one that was read, if the two
     * are neighbours. The server looks for it in just this way.
     */
    int closingBeforeLast() {
        String input = cursor.input;
        int at = cursor.tokenStart();
        if (lastClosing <= 0 || at <= 0 || at >= input.length() || input.charAt(at) != ')') {
            return lastClosing;
        }
        for (int i = at - 1; i > 0; i--) {
            char c = input.charAt(i);
            if (c == ')') {
                return i + 1;
            }
            if (!CharClass.isSpace(c)) {
                return lastClosing;
            }
        }
        return lastClosing;
    }

    // ---- errors

    void error(String message, int start, int end) {
        errors.add(new ParseError(message, source.byteOffset(start), source.byteOffset(end), start, end));
    }

    void error(String message, Expr at) {
        error(message, at.textStart(), at.textEnd());
    }

    /** Says that the token that was read last does not fit; nothing when the lexer already complained. */
    void unexpected(String context, String expected) {
        if (last == TokenKind.ERROR) {
            return;
        }
        StringBuilder message = new StringBuilder("unexpected ").append(describe());
        if (!context.isEmpty()) {
            message.append(" in ").append(context);
        }
        if (!expected.isEmpty()) {
            message.append(", expected ").append(expected);
        }
        error(message.toString(), start(), end());
    }

    private String describe() {
        return switch (last) {
            case EOF -> "end of input";
            case IDENTIFIER -> "identifier " + Quoting.quote(text());
            case METRIC_IDENTIFIER -> "metric identifier " + Quoting.quote(text());
            case STRING -> "string " + Quoting.quoteShort(text());
            case NUMBER -> "number " + Quoting.quoteShort(text());
            case DURATION -> "duration " + Quoting.quoteShort(text());
            default ->
                switch (last.category()) {
                    case KEYWORD -> "<" + text() + ">";
                    case OPERATOR -> "<op:" + text() + ">";
                    case AGGREGATOR -> "<aggr:" + text() + ">";
                    default -> Quoting.quoteShort(text());
                };
        };
    }

    SourceText source() {
        return source;
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    List<ParseError> errors() {
        return List.copyOf(errors);
    }
}
