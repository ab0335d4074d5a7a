package io.promsh.promql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A node of the tree of an expression. All nodes are immutable records and print as PromQL.
 *
 * <p>Positions are those the server reports, in UTF-16 units of the parsed text; {@link ParseResult#source()} turns them into
 * bytes. A long chain of binary operators is a tree as deep as it is long on its left side: walk trees with
 * {@link #forEach(Consumer)} or loop down {@link BinaryExpr#lhs()}, do not recurse into it.
 */
public sealed interface Expr
        permits AggregateExpr,
                BinaryExpr,
                Call,
                DurationExpr,
                ErrorExpr,
                MatrixSelector,
                NumberLiteral,
                ParenExpr,
                StringLiteral,
                Subquery,
                UnaryExpr,
                VectorSelector {

    /** Where the node starts, in UTF-16 units. */
    int textStart();

    /** Where the node ends (exclusive), in UTF-16 units. */
    int textEnd();

    /** What the node evaluates to; {@link ValueType#NONE} where that is unknown because of an error. */
    ValueType type();

    /** The nodes directly below, in the order in which the server visits them. */
    List<Expr> children();

    /** Calls the visitor's method for this kind of node. */
    <R> R accept(ExprVisitor<R> visitor);

    /** Visits this node and all below it, parents first, however deep the tree is. */
    default void forEach(Consumer<? super Expr> action) {
        Deque<Expr> open = new ArrayDeque<>();
        open.push(this);
        while (!open.isEmpty()) {
            Expr next = open.pop();
            action.accept(next);
            List<Expr> children = next.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
        }
    }
}
