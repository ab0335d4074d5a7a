package io.promsh.promql;

import org.jspecify.annotations.Nullable;

/** Ranges, steps and offsets: numbers, durations and arithmetic with them. All in seconds. */
final class DurationParser {
    /** What a signed 64-bit number of nanoseconds holds, in seconds. */
    private static final double MAX_SECONDS = 0x1p63 / 1e9;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SIGN_PRECEDENCE = 6;

    private final TokenStream tokens;
    private final ParserOptions options;
    private int depth;

    DurationParser(TokenStream tokens, ParserOptions options) {
        this.tokens = tokens;
        this.options = options;
    }

    static boolean startsDuration(TokenKind kind) {
        return switch (kind) {
            case NUMBER, DURATION, STEP, RANGE, MAX_OF, MIN_OF, LEFT_PAREN, ADD, SUB -> true;
            default -> false;
        };
    }

    /** The number or duration that was looked at. */
    NumberLiteral literal() {
        boolean duration = tokens.peekIs(TokenKind.DURATION);
        NumberLiteral literal = new NumberLiteral(value(duration), duration, tokens.start(), tokens.end());
        tokens.take();
        return literal;
    }

    private double value(boolean duration) {
        try {
            if (!duration) {
                return NumberSyntax.parse(tokens.text());
            }
            long nanos = DurationSyntax.parseNanos(tokens.text());
            long whole = nanos / NANOS_PER_SECOND;
            return whole + (nanos - whole * NANOS_PER_SECOND) / 1e9;
        } catch (NumberFormatException wrong) {
            tokens.error("error parsing number: " + wrong.getMessage(), tokens.start(), tokens.end());
        } catch (IllegalArgumentException wrong) {
            tokens.error(String.valueOf(wrong.getMessage()), tokens.start(), tokens.end());
        }
        return 0;
    }

    /** A range or a step: greater than nothing. */
    Expr positive() {
        Expr expr = expression(0);
        if (expr instanceof NumberLiteral number && number.value() <= 0 && !tokens.isPanicking()) {
            tokens.error("duration must be greater than 0", number);
            return noNumber();
        }
        return expr;
    }

    /**
     * What follows {@code offset}. Unlike in brackets, an operator after it belongs to the expression around it, except after
     * parentheses and double signs: {@code foo offset 5m + 1} adds 1 to foo.
     */
    Expr offset() {
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            switch (kind) {
                case NUMBER, DURATION -> {
                    return inRange(literal());
                }
                case STEP, RANGE, MAX_OF, MIN_OF -> {
                    return switchedOn(word(kind));
                }
                case ADD, SUB -> {
                    return signedOffset(kind == TokenKind.SUB);
                }
                case LEFT_PAREN -> {
                    return tail(paren(), 0);
                }
                default -> tokens.reject();
            }
        }
        return ErrorExpr.missing(tokens.start());
    }

    private Expr signedOffset(boolean negative) {
        int start = tokens.start();
        int end = tokens.end();
        tokens.take();
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            switch (kind) {
                case NUMBER, DURATION -> {
                    return signed(literal(), negative, start, end);
                }
                case STEP, RANGE, MAX_OF, MIN_OF -> {
                    return switchedOn(signedWord(word(kind), negative, start));
                }
                case LEFT_PAREN -> {
                    tokens.take();
                    Expr inner = closed(TokenKind.RIGHT_PAREN);
                    return signed(wrap(inner, inner.textStart(), inner.textEnd()), negative, start, end);
                }
                case ADD, SUB -> {
                    return tail(signed(expression(SIGN_PRECEDENCE), negative, start, end), 0);
                }
                default -> tokens.reject();
            }
        }
        return ErrorExpr.missing(tokens.start());
    }

    /** The server gives a signed {@code max_of} and {@code min_of} the end of its second argument. */
    private static Expr signedWord(DurationExpr word, boolean negative, int start) {
        DurationOperator sign = negative ? DurationOperator.SUBTRACT : DurationOperator.ADD;
        if (word.rhs() == null) {
            return new DurationExpr(sign, null, word, false, start, 0);
        }
        int end = word.rhs().textEnd();
        DurationExpr shorter =
                new DurationExpr(word.operator(), word.lhs(), word.rhs(), false, word.operatorStart(), end);
        return new DurationExpr(sign, null, shorter, false, start, end);
    }

    /** A duration whose operators are at least this strong. */
    private Expr expression(int minPrecedence) {
        if (depth >= PromqlParser.MAX_NESTING) {
            tokens.nestedTooDeep();
            return ErrorExpr.missing(tokens.start());
        }
        depth++;
        Expr expr = tail(operand(), minPrecedence);
        depth--;
        return expr;
    }

    private Expr operand() {
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            switch (kind) {
                case NUMBER, DURATION -> {
                    return inRange(literal());
                }
                case STEP, RANGE, MAX_OF, MIN_OF -> {
                    return switchedOn(word(kind));
                }
                case LEFT_PAREN -> {
                    return paren();
                }
                case ADD, SUB -> {
                    int start = tokens.start();
                    int end = tokens.end();
                    tokens.take();
                    return signed(expression(SIGN_PRECEDENCE), kind == TokenKind.SUB, start, end);
                }
                default -> tokens.reject();
            }
        }
        return ErrorExpr.missing(tokens.start());
    }

    private Expr tail(Expr operand, int minPrecedence) {
        Expr left = operand;
        for (int height = depth; !tokens.isPanicking(); height++) {
            DurationOperator operator = operator(tokens.peek());
            if (operator == null || operator.precedence() < minPrecedence) {
                return left;
            }
            if (height >= PromqlParser.MAX_NESTING) {
                tokens.nestedTooDeep();
                return left;
            }
            int start = tokens.start();
            int end = tokens.end();
            tokens.take();
            int strength = operator.precedence();
            Expr right = expression(operator == DurationOperator.POWER ? strength : strength + 1);
            left = binary(operator, left, right, start, end);
        }
        return left;
    }

    private Expr binary(DurationOperator operator, Expr left, Expr right, int start, int end) {
        if (tokens.isPanicking()) {
            return new DurationExpr(operator, left, right, false, 0, 0);
        }
        switchedOn(left);
        boolean byZero = right instanceof NumberLiteral number && number.value() == 0;
        if (byZero && operator == DurationOperator.DIVIDE) {
            tokens.error("division by zero", start, end);
            return noNumber();
        }
        if (byZero && operator == DurationOperator.MODULO) {
            tokens.error("modulo by zero", start, end);
            return noNumber();
        }
        return new DurationExpr(operator, left, right, false, 0, 0);
    }

    private Expr paren() {
        int start = tokens.start();
        tokens.take();
        Expr inner = closed(TokenKind.RIGHT_PAREN);
        if (tokens.isPanicking()) {
            return inner;
        }
        switchedOn(inner);
        return wrap(inner, start, tokens.end());
    }

    /** {@code step()}, {@code range()}, {@code max_of(a, b)}, {@code min_of(a, b)}. */
    private DurationExpr word(TokenKind kind) {
        DurationOperator operator = DurationOperator.valueOf(kind.name());
        int start = tokens.start();
        tokens.take();
        if (!tokens.expect(TokenKind.LEFT_PAREN)) {
            return new DurationExpr(operator, null, null, false, start, tokens.start());
        }
        if (kind == TokenKind.STEP || kind == TokenKind.RANGE) {
            tokens.expect(TokenKind.RIGHT_PAREN);
            return new DurationExpr(operator, null, null, false, start, tokens.end());
        }
        Expr first = closed(TokenKind.COMMA);
        Expr second = tokens.isPanicking() ? ErrorExpr.missing(tokens.start()) : closed(TokenKind.RIGHT_PAREN);
        return new DurationExpr(operator, first, second, false, start, tokens.end());
    }

    /** An expression and the token that ends it. */
    private Expr closed(TokenKind end) {
        Expr inner = expression(0);
        while (!tokens.isPanicking() && !tokens.peekIs(end)) {
            if (tokens.reject()) {
                inner = tail(inner, 0);
            }
        }
        if (!tokens.isPanicking()) {
            tokens.take();
        }
        return inner;
    }

    /** Marks parentheses; around a number they become a plus sign, which prints as nothing. */
    private static Expr wrap(Expr inner, int start, int end) {
        return inner instanceof DurationExpr expr
                ? expr.wrap()
                : new DurationExpr(DurationOperator.ADD, null, inner, true, start, end);
    }

    private Expr signed(Expr expr, boolean negative, int start, int end) {
        if (tokens.isPanicking()) {
            return expr;
        }
        if (expr instanceof NumberLiteral number) {
            double value = negative ? -number.value() : number.value();
            return isOutOfRange(value)
                    ? outOfRange(start, end)
                    : new NumberLiteral(value, number.duration(), start, number.textEnd());
        }
        return negative ? new DurationExpr(DurationOperator.SUBTRACT, null, expr, false, start, 0) : expr;
    }

    private NumberLiteral inRange(NumberLiteral number) {
        return isOutOfRange(number.value()) ? outOfRange(number.textStart(), number.textEnd()) : number;
    }

    private static boolean isOutOfRange(double seconds) {
        return seconds > MAX_SECONDS || seconds < -MAX_SECONDS;
    }

    private NumberLiteral outOfRange(int start, int end) {
        tokens.error("duration out of range", start, end);
        return noNumber();
    }

    /** What stands in for a duration that was refused; it has no place in the text. */
    private static NumberLiteral noNumber() {
        return new NumberLiteral(0, false, 0, 0);
    }

    /** The expression; an error at it when duration expressions are switched off. */
    private Expr switchedOn(Expr expr) {
        if (!options.durationExpressions() && !tokens.isPanicking()) {
            tokens.error("experimental duration expression is not enabled", expr);
        }
        return expr;
    }

    private static @Nullable DurationOperator operator(TokenKind kind) {
        return switch (kind) {
            case ADD -> DurationOperator.ADD;
            case SUB -> DurationOperator.SUBTRACT;
            case MUL -> DurationOperator.MULTIPLY;
            case DIV -> DurationOperator.DIVIDE;
            case MOD -> DurationOperator.MODULO;
            case POW -> DurationOperator.POWER;
            default -> null;
        };
    }
}
