package io.promsh.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One token.
 *
 * @param kind what it is
 * @param start where it starts, in UTF-16 units
 * @param end where it ends (exclusive), in UTF-16 units
 * @param text its text; for an {@link TokenKind#ERROR} the message
 */
public record Token(TokenKind kind, int start, int end, String text) {

    /** What a lexer reads up to the end of its text. */
    static List<Token> all(LexerCursor cursor, Supplier<TokenKind> lexer) {
        List<Token> tokens = new ArrayList<>();
        for (TokenKind kind = lexer.get(); kind != TokenKind.EOF; kind = lexer.get()) {
            boolean error = kind == TokenKind.ERROR;
            int end = error ? cursor.pos : cursor.tokenEnd();
            String text = error ? cursor.message() : cursor.input.substring(cursor.tokenStart(), end);
            tokens.add(new Token(kind, cursor.tokenStart(), end, text));
        }
        return List.copyOf(tokens);
    }
}
