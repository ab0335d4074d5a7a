package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.promql.PromqlLexer;
import io.promsh.promql.Token;
import io.promsh.promql.TokenKind;
import io.promsh.target.RangeQuery;
import java.time.Instant;
import java.util.List;

/**
 * The words of an expression that mean the edges of the whole window. Before a window is split {@code @ start()} and
 * {@code @ end()} become the times that they stand for, or each part would have its own.
 */
final class WindowWords {
    private WindowWords() {}

    /** Returns the query with its edges spelled out. Throws a usage failure for words that cannot be: {@code range()}. */
    static RangeQuery pinned(RangeQuery query) {
        String expression = query.expression();
        List<Token> tokens = PromqlLexer.tokens(expression);
        StringBuilder out = new StringBuilder();
        int copied = 0;
        for (int i = 0; i + 2 < tokens.size(); i++) {
            TokenKind kind = tokens.get(i).kind();
            boolean edge = kind == TokenKind.START || kind == TokenKind.END || kind == TokenKind.RANGE;
            boolean called = tokens.get(i + 1).kind() == TokenKind.LEFT_PAREN
                    && tokens.get(i + 2).kind() == TokenKind.RIGHT_PAREN;
            if (!edge || !called) {
                continue;
            }
            if (kind == TokenKind.RANGE || i == 0 || tokens.get(i - 1).kind() != TokenKind.AT) {
                throw Failure.usage(
                        tokens.get(i).text() + "() means the whole window, which has to be split for the server",
                        "write the value itself, or take a larger --step so that one query is enough");
            }
            out.append(expression, copied, tokens.get(i).start());
            out.append(seconds(kind == TokenKind.START ? query.start() : query.end()));
            copied = tokens.get(i + 2).end();
        }
        if (copied == 0) {
            return query;
        }
        out.append(expression, copied, expression.length());
        return new RangeQuery(out.toString(), query.start(), query.end(), query.step(), query.timeout());
    }

    private static String seconds(Instant time) {
        return java.math.BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString();
    }
}
