package io.promsh.promql;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression evaluated over a range: {@code rate(x[5m])[1h:1m]}.
 *
 * @param range how far back it looks; zero when {@code rangeExpr} says it
 * @param rangeExpr the range where it is computed, else null
 * @param step the distance of the evaluations; zero for the server's default or when {@code stepExpr} says it
 * @param stepExpr the step where it is computed, else null
 */
public record Subquery(
        Expr expr,
        Duration range,
        @Nullable DurationExpr rangeExpr,
        Duration step,
        @Nullable DurationExpr stepExpr,
        TimeModifiers time,
        int textStart,
        int textEnd)
        implements Expr {

    Subquery with(TimeModifiers changed, int end) {
        return new Subquery(expr, range, rangeExpr, step, stepExpr, changed, textStart, end);
    }

    @Override
    public ValueType type() {
        return ValueType.MATRIX;
    }

    @Override
    public List<Expr> children() {
        return List.of(expr);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.subquery(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
