package io.promsh.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation: {@code sum by (job) (up)}.
 *
 * @param aggregator the operator
 * @param arguments what stands in its parentheses; one, or two for an operator with a parameter, unless there was an error
 * @param grouping the labels of {@code by} or {@code without}
 * @param without whether the labels are those to drop
 */
public record AggregateExpr(
        Aggregator aggregator, List<Expr> arguments, List<String> grouping, boolean without, int textStart, int textEnd)
        implements Expr {

    /** The vector that is aggregated. */
    public Expr expr() {
        int index = aggregator.hasParameter() ? 1 : 0;
        return index < arguments.size() ? arguments.get(index) : ErrorExpr.missing(textEnd);
    }

    /** The parameter, as 5 in {@code topk(5, up)}; null for an operator without one. */
    public @Nullable Expr parameter() {
        return aggregator.hasParameter() && !arguments.isEmpty() ? arguments.get(0) : null;
    }

    @Override
    public ValueType type() {
        return ValueType.VECTOR;
    }

    @Override
    public List<Expr> children() {
        boolean swap = aggregator.hasParameter() && arguments.size() == 2;
        return swap ? List.of(arguments.get(1), arguments.get(0)) : arguments;
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.aggregate(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
