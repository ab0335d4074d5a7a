package io.promsh.promql;

import java.util.List;
import java.util.Locale;

/**
 * Parses PromQL. A tree always comes back, with what is wrong beside it: whether an expression is valid, which messages it gets
 * and where is decided as by the server's own parser. Safe for any input from any thread; time is linear in its length.
 */
public final class PromqlParser {
    /**
     * How deep expressions may stand in each other before the parser refuses them; chains of operators do not count. Walking
     * that deep a tree takes about 350 KB of stack in the interpreter, so that any thread can.
     */
    public static final int MAX_NESTING = 256;

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    private PromqlParser(SourceText source, ParserOptions options) {
        PromqlLexer lexer = new PromqlLexer(source.text());
        this.tokens = new TokenStream(source, lexer.cursor(), lexer::next);
        this.expressions = new ExpressionParser(tokens, options);
    }

    /** Parses an expression, all of the language allowed. */
    public static ParseResult parse(String input) {
        return parse(input, ParserOptions.ALL);
    }

    /** Parses an expression with only those parts of the language that are switched on. */
    public static ParseResult parse(String input, ParserOptions options) {
        return parse(SourceText.of(input), options);
    }

    /** Parses an expression that may come from bytes that are no UTF-8. */
    public static ParseResult parse(SourceText source, ParserOptions options) {
        PromqlParser parser = new PromqlParser(source, options);
        Expr expr = parser.wholeExpression();
        if (!parser.tokens.hasErrors()) {
            new TypeChecker(parser.tokens).check(expr);
        }
        return new ParseResult(source, expr, parser.tokens.errors());
    }

    /**
     * The conditions of a lone selector, {@code up{job="api"}}.
     *
     * @throws IllegalArgumentException with the first message and its place when it is none
     */
    public static List<LabelMatcher> parseMetricSelector(String input) {
        PromqlParser parser = new PromqlParser(SourceText.of(input), ParserOptions.ALL);
        VectorSelector selector = parser.wholeSelector();
        if (parser.tokens.hasErrors()) {
            ParseError error = parser.tokens.errors().get(0);
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "1:%d: parse error: %s", error.start() + 1, error.message()));
        }
        return selector.matchers();
    }

    private Expr wholeExpression() {
        if (tokens.peekIs(TokenKind.EOF)) {
            tokens.take();
            tokens.error("no expression found in input", 0, 0);
            return ErrorExpr.missing(0);
        }
        Expr expr = expressions.expression(0);
        finish();
        return expr;
    }

    private VectorSelector wholeSelector() {
        VectorSelector selector = expressions.selectors().selector();
        finish();
        return selector;
    }

    /** Nothing may follow; what no rule caught before is caught here. */
    private void finish() {
        while (true) {
            if (tokens.caughtPanic()) {
                tokens.unexpected("", "");
            }
            if (tokens.isPanicking() || tokens.peekIs(TokenKind.EOF) || tokens.peekIs(TokenKind.ERROR)) {
                return;
            }
            tokens.reject();
        }
    }
}
