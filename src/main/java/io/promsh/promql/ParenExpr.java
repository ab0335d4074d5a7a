package io.promsh.promql;

import java.util.List;

/** An expression in parentheses. */
public record ParenExpr(Expr expr, int textStart, int textEnd) implements Expr {

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
        return visitor.paren(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
