package io.promsh.promql;

import java.util.List;

/** Operators, operands, parentheses: the frame of an expression, by precedence climbing. */
final class ExpressionParser {
    private final TokenStream tokens;
    private final ParserOptions options;
    private final SelectorParser selectors;
    private final DurationParser durations;
    private final ModifierParser modifiers;
    private final MatchingParser matchings;
    private final CallParser calls;
    private int depth;

    ExpressionParser(TokenStream tokens, ParserOptions options) {
        this.tokens = tokens;
        this.options = options;
        this.selectors = new SelectorParser(tokens);
        this.durations = new DurationParser(tokens, options);
        this.modifiers = new ModifierParser(tokens, options, durations);
        this.matchings = new MatchingParser(tokens, durations);
        this.calls = new CallParser(tokens, options, this, matchings);
    }

    SelectorParser selectors() {
        return selectors;
    }

    /** An expression whose operators are at least this strong. */
    Expr expression(int minPrecedence) {
        if (depth >= PromqlParser.MAX_NESTING) {
            tokens.nestedTooDeep();
            return ErrorExpr.missing(tokens.start());
        }
        depth++;
        Expr expr = tail(operand(), minPrecedence);
        depth--;
        return expr;
    }

    /** What follows an operand: modifiers, ranges, operators with their right sides. */
    private Expr tail(Expr operand, int minPrecedence) {
        Expr left = operand;
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (modifiers.startsModifier(kind)) {
                left = modifiers.modifier(left, kind);
                continue;
            }
            BinaryOperator operator = BinaryOperator.of(kind);
            if (operator == null || operator.precedence() < minPrecedence) {
                return left;
            }
            tokens.take();
            left = binary(left, operator);
        }
        return left;
    }

    private Expr binary(Expr left, BinaryOperator operator) {
        boolean returnBool = tokens.peekIs(TokenKind.BOOL);
        if (returnBool) {
            tokens.take();
        }
        VectorMatching matching = matchings.matching();
        if (tokens.isPanicking()) {
            return BinaryExpr.of(operator, left, ErrorExpr.missing(tokens.start()), returnBool, matching);
        }
        int strength = operator.precedence();
        Expr right = expression(operator.isRightAssociative() ? strength : strength + 1);
        BinaryExpr expr = BinaryExpr.of(operator, left, right, returnBool, matching);
        if (matching.fill() != null && !options.fillModifiers() && !tokens.isPanicking()) {
            tokens.error("binop fill modifiers are experimental and not enabled", expr);
        }
        return expr;
    }

    private Expr operand() {
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            switch (kind) {
                case NUMBER, DURATION -> {
                    return durations.literal();
                }
                case STRING -> {
                    return string();
                }
                case ADD, SUB -> {
                    return unary(kind == TokenKind.SUB);
                }
                case LEFT_PAREN -> {
                    return paren();
                }
                default -> {
                    if (startsSelectorOrCall(kind)) {
                        return selectorOrCall(kind);
                    }
                    tokens.reject();
                }
            }
        }
        return ErrorExpr.missing(tokens.start());
    }

    /** Whether an operand can begin with this token. */
    static boolean startsOperand(TokenKind kind) {
        return switch (kind) {
            case NUMBER, DURATION, STRING, ADD, SUB, LEFT_PAREN -> true;
            default -> startsSelectorOrCall(kind);
        };
    }

    private static boolean startsSelectorOrCall(TokenKind kind) {
        return kind == TokenKind.LEFT_BRACE || SelectorParser.isMetricName(kind);
    }

    private Expr selectorOrCall(TokenKind kind) {
        if (kind == TokenKind.LEFT_BRACE) {
            return selectors.selector();
        }
        int start = tokens.start();
        int end = tokens.end();
        String name = tokens.text();
        tokens.take();
        TokenKind next = tokens.peek();
        boolean paren = next == TokenKind.LEFT_PAREN;
        if (kind.category() == TokenKind.Category.AGGREGATOR
                && (paren || next == TokenKind.BY || next == TokenKind.WITHOUT)) {
            return calls.aggregation(Aggregator.of(kind), start);
        }
        boolean callable = kind == TokenKind.IDENTIFIER || kind.category() == TokenKind.Category.PREPROCESSOR;
        if (paren && callable) {
            return calls.call(name, start, end);
        }
        return selectors.named(name, start, end);
    }

    private Expr string() {
        Expr literal = new StringLiteral(StringLiterals.unquote(tokens.text()), tokens.start(), tokens.end());
        tokens.take();
        return literal;
    }

    private Expr unary(boolean negative) {
        int start = tokens.start();
        tokens.take();
        // A sign binds like a multiplication: -1 ^ 2 is -(1 ^ 2).
        Expr expr = expression(BinaryOperator.POWER_PRECEDENCE);
        if (expr instanceof NumberLiteral number) {
            double value = negative ? -number.value() : number.value();
            return new NumberLiteral(value, number.duration(), start, number.textEnd());
        }
        return new UnaryExpr(negative, expr, start);
    }

    private Expr paren() {
        int start = tokens.start();
        tokens.take();
        Expr inner = expression(0);
        while (!tokens.isPanicking() && !tokens.peekIs(TokenKind.RIGHT_PAREN)) {
            // A token that is dropped here may be followed by an operator for what was read.
            if (tokens.reject()) {
                inner = tail(inner, 0);
            }
        }
        if (tokens.isPanicking()) {
            return new ErrorExpr(List.of(inner), start, Math.max(start, inner.textEnd()));
        }
        int end = tokens.end();
        tokens.take();
        return new ParenExpr(inner, start, end);
    }
}
