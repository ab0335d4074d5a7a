package io.promsh.promql;

import java.util.List;

/**
 * A place where an expression is missing or broken; what could be understood of it is below.
 *
 * @param parts the expressions that were understood
 */
public record ErrorExpr(List<Expr> parts, int textStart, int textEnd) implements Expr {

    static ErrorExpr missing(int position) {
        return new ErrorExpr(List.of(), position, position);
    }

    @Override
    public ValueType type() {
        return ValueType.NONE;
    }

    @Override
    public List<Expr> children() {
        return parts;
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.error(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
