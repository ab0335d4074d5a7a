package io.promsh.promql;

/** One method for each kind of node, so that a new kind cannot be forgotten. */
public interface ExprVisitor<R> {
    R aggregate(AggregateExpr expr);

    R binary(BinaryExpr expr);

    R call(Call expr);

    R duration(DurationExpr expr);

    R error(ErrorExpr expr);

    R matrixSelector(MatrixSelector expr);

    R number(NumberLiteral expr);

    R paren(ParenExpr expr);

    R string(StringLiteral expr);

    R subquery(Subquery expr);

    R unary(UnaryExpr expr);

    R vectorSelector(VectorSelector expr);
}
