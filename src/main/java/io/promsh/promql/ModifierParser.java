package io.promsh.promql;

import io.promsh.promql.TimeModifiers.QueryEdge;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows a selector or subquery: ranges in brackets, {@code offset}, {@code @}, {@code anchored}, {@code smoothed}. */
final class ModifierParser {
    private static final String SELECTORS = "an instant vector selector or range vector selector or a subquery";
    private static final String DURATIONS = "number, duration, step(), or range()";

    private final TokenStream tokens;
    private final ParserOptions options;
    private final DurationParser durations;

    ModifierParser(TokenStream tokens, ParserOptions options, DurationParser durations) {
        this.tokens = tokens;
        this.options = options;
        this.durations = durations;
    }

    boolean startsModifier(TokenKind kind) {
        return switch (kind) {
            case LEFT_BRACKET, OFFSET, AT, ANCHORED, SMOOTHED -> true;
            default -> false;
        };
    }

    /** The expression with the modifier that begins with the token that was looked at. */
    Expr modifier(Expr expr, TokenKind kind) {
        tokens.take();
        return switch (kind) {
            case LEFT_BRACKET -> range(expr, tokens.start());
            case OFFSET -> offset(expr);
            case AT -> at(expr);
            case ANCHORED -> boundary(expr, RangeBoundary.ANCHORED);
            default -> boundary(expr, RangeBoundary.SMOOTHED);
        };
    }

    // ---- ranges

    private Expr range(Expr expr, int start) {
        Expr range = durations.positive();
        if (tokens.caughtPanic()) {
            tokens.unexpected("subquery or range selector", DURATIONS);
            return expr;
        }
        while (!tokens.isPanicking()) {
            switch (tokens.peek()) {
                case RIGHT_BRACKET -> {
                    tokens.take();
                    return matrix(expr, range, start);
                }
                case COLON -> {
                    tokens.take();
                    return subquery(expr, range);
                }
                default -> {
                    if (!tokens.refuse("subquery or range", "\":\" or \"]\"")) {
                        return expr;
                    }
                }
            }
        }
        return expr;
    }

    private Expr matrix(Expr expr, Expr range, int start) {
        String wrong = null;
        if (!(expr instanceof VectorSelector selector)) {
            wrong = "ranges only allowed for vector selectors";
        } else if (selector.time().hasOffset()) {
            wrong = "no offset modifiers allowed before range";
        } else if (selector.time().isPinned()) {
            wrong = "no @ modifiers allowed before range";
        }
        if (wrong != null) {
            tokens.error(wrong, start, tokens.end());
        }
        return new MatrixSelector(expr, duration(range), computed(range), expr.textStart(), tokens.lastClosing());
    }

    private Expr subquery(Expr expr, Expr range) {
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.RIGHT_BRACKET) {
                tokens.take();
                return subquery(expr, range, null);
            }
            if (DurationParser.startsDuration(kind)) {
                break;
            }
            if (!tokens.refuse("subquery selector", DURATIONS + ", or \"]\"")) {
                return expr;
            }
        }
        Expr step = durations.positive();
        if (tokens.caughtPanic()) {
            tokens.unexpected("subquery selector", DURATIONS + ", or \"]\"");
            return expr;
        }
        while (!tokens.isPanicking()) {
            if (tokens.peekIs(TokenKind.RIGHT_BRACKET)) {
                tokens.take();
                return subquery(expr, range, step);
            }
            if (!tokens.refuse("subquery selector", "\"]\"")) {
                return expr;
            }
        }
        return expr;
    }

    private Subquery subquery(Expr expr, Expr range, @Nullable Expr step) {
        return new Subquery(
                expr,
                duration(range),
                computed(range),
                step == null ? Duration.ZERO : duration(step),
                step == null ? null : computed(step),
                TimeModifiers.NONE,
                expr.textStart(),
                tokens.end());
    }

    private static Duration duration(Expr seconds) {
        if (!(seconds instanceof NumberLiteral number)) {
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) NumberSyntax.round(number.value() * 1e9));
    }

    private static @Nullable DurationExpr computed(Expr seconds) {
        return seconds instanceof DurationExpr expr ? expr : null;
    }

    // ---- offset

    private Expr offset(Expr expr) {
        Expr offset = durations.offset();
        if (tokens.caughtPanic()) {
            tokens.unexpected("offset", DURATIONS);
            return expr;
        }
        TimeModifiers time = tokens.isPanicking() ? null : time(expr, "offset modifier");
        if (time == null) {
            return expr;
        }
        if (time.hasOffset()) {
            tokens.error("offset may not be set multiple times", expr);
            return with(expr, time);
        }
        return with(
                expr,
                offset instanceof DurationExpr computed
                        ? time.withOffset(computed)
                        : time.withOffset(duration(offset)));
    }

    /** Where an expression looks; an error when it has no such thing. */
    private @Nullable TimeModifiers time(Expr expr, String modifier) {
        if (expr instanceof VectorSelector selector) {
            return selector.time();
        }
        if (expr instanceof Subquery subquery) {
            return subquery.time();
        }
        if (!(expr instanceof MatrixSelector matrix)) {
            tokens.error(modifier + " must be preceded by " + SELECTORS, expr);
            return null;
        }
        if (matrix.selector() instanceof VectorSelector selector) {
            return selector.time();
        }
        tokens.error("ranges only allowed for vector selectors", expr);
        return null;
    }

    private Expr with(Expr expr, TimeModifiers time) {
        int end = tokens.lastClosing();
        if (expr instanceof VectorSelector selector) {
            return selector.with(time, end);
        }
        if (expr instanceof MatrixSelector matrix && matrix.selector() instanceof VectorSelector selector) {
            return new MatrixSelector(
                    selector.with(time, selector.textEnd()),
                    matrix.range(),
                    matrix.rangeExpr(),
                    matrix.textStart(),
                    end);
        }
        return expr instanceof Subquery subquery ? subquery.with(time, end) : expr;
    }

    // ---- @

    private Expr at(Expr expr) {
        boolean negative = false;
        boolean signed = false;
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.NUMBER || kind == TokenKind.DURATION) {
                double seconds = durations.literal().value();
                return atTime(expr, negative ? -seconds : seconds);
            }
            if (!signed && (kind == TokenKind.ADD || kind == TokenKind.SUB)) {
                signed = true;
                negative = kind == TokenKind.SUB;
                tokens.take();
            } else if (!signed && (kind == TokenKind.START || kind == TokenKind.END)) {
                tokens.take();
                if (tokens.expect(TokenKind.LEFT_PAREN) && tokens.expect(TokenKind.RIGHT_PAREN)) {
                    return atEdge(expr, kind == TokenKind.START ? QueryEdge.START : QueryEdge.END);
                }
            } else {
                tokens.reject();
            }
        }
        if (tokens.caughtPanic()) {
            tokens.unexpected("@", "timestamp");
        }
        return expr;
    }

    private Expr atTime(Expr expr, double seconds) {
        if (Double.isNaN(seconds) || seconds >= 0x1p63 || seconds <= -0x1p63) {
            tokens.error("timestamp out of bounds for @ modifier: " + NumberSyntax.fixed(seconds, 6), expr);
        }
        TimeModifiers time = unpinned(expr);
        return time == null
                ? expr
                : with(expr, time.at(Instant.ofEpochMilli((long) NumberSyntax.round(seconds * 1000))));
    }

    private Expr atEdge(Expr expr, QueryEdge edge) {
        TimeModifiers time = unpinned(expr);
        return time == null ? expr : with(expr, time.at(edge));
    }

    private @Nullable TimeModifiers unpinned(Expr expr) {
        TimeModifiers time = time(expr, "@ modifier");
        if (time != null && time.isPinned()) {
            tokens.error("@ <timestamp> may not be set multiple times", expr);
            return null;
        }
        return time;
    }

    // ---- anchored, smoothed

    private Expr boundary(Expr expr, RangeBoundary boundary) {
        String word = boundary.keyword();
        if (!options.extendedRangeSelectors()) {
            tokens.error(word + " modifier is experimental and not enabled", expr);
            return expr;
        }
        if (expr instanceof VectorSelector selector) {
            return bounded(expr, selector, boundary);
        }
        if (expr instanceof MatrixSelector matrix) {
            return matrix.selector() instanceof VectorSelector selector
                    ? new MatrixSelector(
                            bounded(expr, selector, boundary),
                            matrix.range(),
                            matrix.rangeExpr(),
                            matrix.textStart(),
                            matrix.textEnd())
                    : expr;
        }
        String wrong =
                expr instanceof Subquery ? " modifier is not supported for subqueries" : " modifier not implemented";
        tokens.error(word + wrong, expr);
        return expr;
    }

    private VectorSelector bounded(Expr whole, VectorSelector selector, RangeBoundary boundary) {
        if (selector.boundary() != RangeBoundary.EXTRAPOLATED && selector.boundary() != boundary) {
            tokens.error("anchored and smoothed modifiers cannot be used together", whole);
        }
        return selector.with(boundary);
    }
}
