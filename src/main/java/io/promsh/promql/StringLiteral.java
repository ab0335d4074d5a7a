package io.promsh.promql;

import java.util.List;

/**
 * A string.
 *
 * @param value its value, as {@link ByteStrings} where it is not UTF-8
 */
public record StringLiteral(String value, int textStart, int textEnd) implements Expr {

    @Override
    public ValueType type() {
        return ValueType.STRING;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.string(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
