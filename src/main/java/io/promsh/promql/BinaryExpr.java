package io.promsh.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two operands and an operator between them.
 *
 * @param returnBool whether {@code bool} was written
 * @param written the matching as it was written; {@link #matching()} is what holds
 * @param type scalar when both operands are, else an instant vector
 */
public record BinaryExpr(
        BinaryOperator operator,
        Expr lhs,
        Expr rhs,
        boolean returnBool,
        VectorMatching written,
        ValueType type,
        int textStart,
        int textEnd)
        implements Expr {

    static BinaryExpr of(BinaryOperator operator, Expr lhs, Expr rhs, boolean returnBool, VectorMatching written) {
        boolean scalar = lhs.type() == ValueType.SCALAR && rhs.type() == ValueType.SCALAR;
        ValueType type = scalar ? ValueType.SCALAR : ValueType.VECTOR;
        return new BinaryExpr(operator, lhs, rhs, returnBool, written, type, lhs.textStart(), rhs.textEnd());
    }

    /** How the elements of two vectors find each other; null unless both operands are vectors. */
    public @Nullable VectorMatching matching() {
        if (lhs.type() != ValueType.VECTOR || rhs.type() != ValueType.VECTOR) {
            return null;
        }
        return operator.isSet() && written.cardinality() == MatchCardinality.ONE_TO_ONE
                ? written.withCardinality(MatchCardinality.MANY_TO_MANY)
                : written;
    }

    @Override
    public List<Expr> children() {
        return List.of(lhs, rhs);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.binary(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
