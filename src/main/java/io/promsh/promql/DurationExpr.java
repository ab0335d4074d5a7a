package io.promsh.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A computed duration, in seconds: {@code [5m + step()]}, {@code offset -(1h / 2)}.
 *
 * @param lhs the left operand; null for a sign and for {@code step()} and {@code range()}
 * @param rhs the right or only operand; null for {@code step()} and {@code range()}
 * @param wrapped whether it stands in parentheses
 * @param operatorStart where the sign, the word or the parenthesis starts; 0 for an operator between two operands
 * @param operatorEnd where the closing parenthesis ends; 0 where there is none
 */
public record DurationExpr(
        DurationOperator operator,
        @Nullable Expr lhs,
        @Nullable Expr rhs,
        boolean wrapped,
        int operatorStart,
        int operatorEnd)
        implements Expr {

    DurationExpr wrap() {
        return new DurationExpr(operator, lhs, rhs, true, operatorStart, operatorEnd);
    }

    @Override
    public int textStart() {
        return lhs == null ? operatorStart : lhs.textStart();
    }

    @Override
    public int textEnd() {
        return rhs == null ? operatorEnd : rhs.textEnd();
    }

    @Override
    public ValueType type() {
        return ValueType.SCALAR;
    }

    @Override
    public List<Expr> children() {
        if (rhs == null) {
            return List.of();
        }
        return lhs == null ? List.of(rhs) : List.of(lhs, rhs);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.duration(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
