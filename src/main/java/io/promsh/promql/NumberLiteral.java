package io.promsh.promql;

import java.util.List;

/**
 * A number, or a duration that stands for its seconds.
 *
 * @param duration whether it was written as a duration
 */
public record NumberLiteral(double value, boolean duration, int textStart, int textEnd) implements Expr {

    @Override
    public ValueType type() {
        return ValueType.SCALAR;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.number(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
