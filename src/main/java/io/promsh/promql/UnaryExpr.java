package io.promsh.promql;

import java.util.List;

/**
 * A sign before an expression.
 *
 * @param negative true for a minus, false for a plus
 */
public record UnaryExpr(boolean negative, Expr expr, int textStart) implements Expr {

    @Override
    public int textEnd() {
        return expr.textEnd();
    }

    @Override
    public ValueType type() {
        return expr.type();
    }

    @Override
    public List<Expr> children() {
        return List.of(expr);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.unary(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
