package io.promsh.promql;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A selector with a range: {@code up[5m]}. Offset and {@code @} are held by the selector inside.
 *
 * @param selector a {@link VectorSelector} unless there was an error
 * @param range how far back it looks; zero when {@code rangeExpr} says it
 * @param rangeExpr the range where it is computed, else null
 */
public record MatrixSelector(
        Expr selector, Duration range, @Nullable DurationExpr rangeExpr, int textStart, int textEnd) implements Expr {

    @Override
    public ValueType type() {
        return ValueType.MATRIX;
    }

    @Override
    public List<Expr> children() {
        return List.of(selector);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.matrixSelector(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
