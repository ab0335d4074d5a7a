package io.promsh.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function call.
 *
 * @param name the name as written
 * @param function the function; null when there is none of that name
 */
public record Call(String name, @Nullable PromqlFunction function, List<Expr> arguments, int textStart, int textEnd)
        implements Expr {

    @Override
    public ValueType type() {
        return function == null ? ValueType.NONE : function.returnType();
    }

    @Override
    public List<Expr> children() {
        return arguments;
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.call(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
