package io.promsh.promql;

import java.util.ArrayList;
import java.util.List;

/** Calls of functions and aggregations: what stands in their parentheses, and by and without. */
final class CallParser {
    private final TokenStream tokens;
    private final ParserOptions options;
    private final ExpressionParser expressions;
    private final MatchingParser groupings;

    CallParser(TokenStream tokens, ParserOptions options, ExpressionParser expressions, MatchingParser groupings) {
        this.tokens = tokens;
        this.options = options;
        this.expressions = expressions;
        this.groupings = groupings;
    }

    /** A call whose name has been taken and whose parenthesis was looked at. */
    Expr call(String name, int start, int end) {
        List<Expr> arguments = arguments();
        PromqlFunction function = PromqlFunctions.find(name);
        if (tokens.isPanicking()) {
            return new Call(name, function, arguments, start, tokens.end());
        }
        if (function == null) {
            tokens.error("unknown function with name " + Quoting.quote(name), start, end);
        } else if (function.experimental() && !options.experimentalFunctions()) {
            tokens.error("function " + Quoting.quote(name) + " is not enabled", start, end);
        }
        boolean labels = name.equals("info")
                && arguments.size() > 1
                && arguments.get(1) instanceof VectorSelector selector
                && selector.name().isEmpty();
        return new Call(name, function, labels ? labelsOnly(arguments) : arguments, start, tokens.lastClosing());
    }

    /** The second argument of {@code info} names labels; it need not exclude anything. */
    private static List<Expr> labelsOnly(List<Expr> arguments) {
        List<Expr> changed = new ArrayList<>(arguments);
        if (arguments.get(1) instanceof VectorSelector selector) {
            changed.set(1, selector.asLabelsOnly());
        }
        return List.copyOf(changed);
    }

    private List<Expr> arguments() {
        tokens.take();
        if (tokens.peekIs(TokenKind.RIGHT_PAREN)) {
            tokens.take();
            return List.of();
        }
        List<Expr> arguments = new ArrayList<>(4);
        arguments.add(expressions.expression(0));
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.RIGHT_PAREN) {
                tokens.take();
                break;
            }
            if (kind == TokenKind.COMMA) {
                afterComma(arguments);
            } else {
                tokens.reject();
            }
        }
        return List.copyOf(arguments);
    }

    private void afterComma(List<Expr> arguments) {
        int start = tokens.start();
        int end = tokens.end();
        tokens.take();
        if (ExpressionParser.startsOperand(tokens.peek())) {
            arguments.add(expressions.expression(0));
            return;
        }
        tokens.error("trailing commas not allowed in function call args", start, end);
    }

    /** An aggregation whose operator has been taken; what follows fits it. */
    Expr aggregation(Aggregator aggregator, int start) {
        Grouping grouping = Grouping.NONE;
        List<Expr> arguments = List.of();
        boolean before = !tokens.peekIs(TokenKind.LEFT_PAREN);
        if (before) {
            grouping = grouping();
        }
        boolean body = awaitParen();
        if (body) {
            arguments = arguments();
        }
        boolean after =
                !before && !tokens.isPanicking() && (tokens.peekIs(TokenKind.BY) || tokens.peekIs(TokenKind.WITHOUT));
        if (after) {
            grouping = grouping();
        }
        if (tokens.caughtPanic()) {
            tokens.unexpected("aggregation", "");
            AggregateExpr broken = aggregate(aggregator, arguments, Grouping.NONE, start, tokens.lastClosing());
            tokens.error("no arguments for aggregate expression provided", broken);
            return broken;
        }
        // Without a grouping the token after the parenthesis had to be read to see that there is none.
        int end = before || after ? tokens.lastClosing() : tokens.closingBeforeLast();
        AggregateExpr expr = aggregate(aggregator, arguments, grouping, start, end);
        if (!tokens.isPanicking()) {
            checkArguments(expr);
        }
        return expr;
    }

    private boolean awaitParen() {
        while (!tokens.isPanicking() && !tokens.peekIs(TokenKind.LEFT_PAREN)) {
            tokens.reject();
        }
        return !tokens.isPanicking();
    }

    private record Grouping(List<String> labels, boolean without) {
        static final Grouping NONE = new Grouping(List.of(), false);
    }

    private Grouping grouping() {
        boolean without = tokens.peekIs(TokenKind.WITHOUT);
        tokens.take();
        return new Grouping(groupings.labels(), without);
    }

    private static AggregateExpr aggregate(
            Aggregator aggregator, List<Expr> arguments, Grouping grouping, int start, int end) {
        return new AggregateExpr(aggregator, arguments, grouping.labels(), grouping.without(), start, end);
    }

    private void checkArguments(AggregateExpr expr) {
        Aggregator aggregator = expr.aggregator();
        int found = expr.arguments().size();
        if (found == 0) {
            tokens.error("no arguments for aggregate expression provided", expr);
            return;
        }
        if (aggregator.isExperimental() && !options.experimentalFunctions()) {
            tokens.error(
                    aggregator.id()
                            + "() is experimental and must be enabled with --enable-feature=promql-experimental-functions",
                    expr);
            return;
        }
        int wanted = aggregator.hasParameter() ? 2 : 1;
        if (found != wanted) {
            tokens.error(
                    "wrong number of arguments for aggregate expression provided, expected " + wanted + ", got "
                            + found,
                    expr);
        }
    }
}
