package io.promsh.promql;

import io.promsh.promql.TimeModifiers.QueryEdge;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints trees in the server's canonical form: one line, keywords in lower case, durations and numbers in their shortest form. */
public final class PromqlPrinter implements ExprVisitor<StringBuilder> {
    private final StringBuilder out;
    /** Printing may stop when this many characters are there. */
    private final int enough;

    private PromqlPrinter(int enough) {
        this.out = new StringBuilder(64);
        this.enough = enough;
    }

    /** The expression on one line. */
    public static String print(Expr expr) {
        return printUpTo(expr, Integer.MAX_VALUE);
    }

    /** The expression on one line; when it is longer than {@code enough}, a beginning of it that is longer too. */
    static String printUpTo(Expr expr, int enough) {
        return expr.accept(new PromqlPrinter(enough)).toString();
    }

    private StringBuilder append(@Nullable Expr expr) {
        return expr == null || out.length() > enough ? out : expr.accept(this);
    }

    private void append(List<Expr> list) {
        for (int i = 0; i < list.size(); i++) {
            out.append(i > 0 ? ", " : "");
            append(list.get(i));
        }
    }

    @Override
    public StringBuilder aggregate(AggregateExpr expr) {
        out.append(head(expr)).append('(');
        append(expr.arguments());
        return out.append(')');
    }

    /** The operator and its grouping. */
    static String head(AggregateExpr expr) {
        String id = expr.aggregator().id();
        if (expr.without()) {
            return id + " without (" + labels(expr.grouping()) + ") ";
        }
        return expr.grouping().isEmpty() ? id : id + " by (" + labels(expr.grouping()) + ") ";
    }

    private static String labels(List<String> labels) {
        StringBuilder list = new StringBuilder();
        for (String label : labels) {
            list.append(list.length() > 0 ? ", " : "");
            list.append(LabelNames.isLegacy(label) ? label : Quoting.quote(label));
        }
        return list.toString();
    }

    @Override
    public StringBuilder binary(BinaryExpr expr) {
        Deque<BinaryExpr> chain = new ArrayDeque<>();
        Expr leftmost = expr;
        while (leftmost instanceof BinaryExpr binary) {
            chain.push(binary);
            leftmost = binary.lhs();
        }
        append(leftmost);
        for (BinaryExpr binary : chain) {
            out.append(' ').append(operator(binary)).append(' ');
            append(binary.rhs());
        }
        return out;
    }

    /** The operator with {@code bool} and the matching. */
    static String operator(BinaryExpr expr) {
        String symbol = expr.operator().symbol();
        VectorMatching matching = expr.matching();
        if (matching == null || matching.equals(VectorMatching.DEFAULT)) {
            return expr.returnBool() ? symbol + " bool" : symbol;
        }
        StringBuilder text = new StringBuilder(symbol).append(expr.returnBool() ? " bool" : "");
        if (!matching.labels().isEmpty() || matching.on() || matching.isGrouped()) {
            text.append(matching.on() ? " on (" : " ignoring (");
            text.append(labels(matching.labels())).append(')');
        }
        if (matching.isGrouped()) {
            boolean left = matching.cardinality() == MatchCardinality.MANY_TO_ONE;
            text.append(left ? " group_left (" : " group_right (");
            text.append(labels(matching.include())).append(')');
        }
        VectorMatching.Fill fill = matching.fill();
        if (fill != null) {
            appendFill(text, fill.together() ? " fill (" : " fill_left (", fill.left());
            appendFill(text, " fill_right (", fill.together() ? null : fill.right());
        }
        return text.toString();
    }

    private static void appendFill(StringBuilder text, String word, @Nullable Double value) {
        if (value != null) {
            text.append(word).append(NumberSyntax.general(value)).append(')');
        }
    }

    @Override
    public StringBuilder call(Call expr) {
        out.append(expr.name()).append('(');
        append(expr.arguments());
        return out.append(')');
    }

    @Override
    public StringBuilder duration(DurationExpr expr) {
        out.append(expr.wrapped() ? "(" : "");
        DurationOperator operator = expr.operator();
        switch (operator) {
            case STEP, RANGE -> out.append(operator.symbol()).append("()");
            case MAX_OF, MIN_OF -> {
                out.append(operator.symbol()).append('(');
                append(expr.lhs());
                out.append(", ");
                append(expr.rhs());
                out.append(')');
            }
            default -> operation(expr);
        }
        return out.append(expr.wrapped() ? ")" : "");
    }

    private void operation(DurationExpr expr) {
        DurationOperator operator = expr.operator();
        if (expr.lhs() != null) {
            append(expr.lhs());
            out.append(' ').append(operator.symbol()).append(' ');
        } else if (operator == DurationOperator.SUBTRACT) {
            out.append('-');
        }
        append(expr.rhs());
    }

    @Override
    public StringBuilder error(ErrorExpr expr) {
        append(expr.parts());
        return out;
    }

    @Override
    public StringBuilder matrixSelector(MatrixSelector expr) {
        if (!(expr.selector() instanceof VectorSelector selector)) {
            return rangeChain(expr);
        }
        appendSelector(selector);
        appendRange(expr.range(), expr.rangeExpr()).append(']');
        appendBoundary(selector);
        appendAt(selector.time());
        appendOffset(selector.time());
        return out;
    }

    @Override
    public StringBuilder number(NumberLiteral expr) {
        if (!expr.duration()) {
            return out.append(NumberSyntax.plain(expr.value()));
        }
        long nanos = (long) (Math.abs(expr.value()) * 1e9);
        return out.append(expr.value() < 0 ? "-" : "").append(DurationSyntax.formatMillis(nanos / 1_000_000));
    }

    @Override
    public StringBuilder paren(ParenExpr expr) {
        out.append('(');
        append(expr.expr());
        return out.append(')');
    }

    @Override
    public StringBuilder string(StringLiteral expr) {
        return out.append(Quoting.quote(expr.value()));
    }

    @Override
    public StringBuilder subquery(Subquery expr) {
        return rangeChain(expr);
    }

    /** Ranges of ranges are wrong, but there can be many. */
    private StringBuilder rangeChain(Expr expr) {
        Deque<Expr> chain = new ArrayDeque<>();
        Expr innermost = expr;
        while (innermost instanceof Subquery || innermost instanceof MatrixSelector) {
            boolean proper = innermost instanceof MatrixSelector matrix && matrix.selector() instanceof VectorSelector;
            if (proper) {
                break;
            }
            chain.push(innermost);
            innermost = innermost.children().get(0);
        }
        append(innermost);
        for (Expr range : chain) {
            if (range instanceof Subquery subquery) {
                out.append(suffix(subquery));
            } else if (range instanceof MatrixSelector matrix) {
                appendRange(matrix.range(), matrix.rangeExpr()).append(']');
            }
        }
        return out;
    }

    /** What stands behind the expression of a subquery. */
    static String suffix(Subquery expr) {
        PromqlPrinter printer = new PromqlPrinter(Integer.MAX_VALUE);
        printer.appendRange(expr.range(), expr.rangeExpr()).append(':');
        if (!expr.step().isZero()) {
            printer.out.append(DurationSyntax.format(expr.step()));
        } else {
            printer.append(expr.stepExpr());
        }
        printer.out.append(']');
        printer.appendAt(expr.time());
        printer.appendOffset(expr.time());
        return printer.out.toString();
    }

    @Override
    public StringBuilder unary(UnaryExpr expr) {
        out.append(expr.negative() ? '-' : '+');
        return append(expr.expr());
    }

    @Override
    public StringBuilder vectorSelector(VectorSelector expr) {
        appendSelector(expr);
        appendAt(expr.time());
        appendBoundary(expr);
        appendOffset(expr.time());
        return out;
    }

    private void appendSelector(VectorSelector expr) {
        out.append(expr.name());
        List<String> shown = new ArrayList<>(expr.matchers().size());
        for (LabelMatcher matcher : expr.matchers()) {
            boolean isName = matcher.isMetricName()
                    && matcher.operator() == MatchOperator.EQUAL
                    && !matcher.value().isEmpty()
                    && matcher.value().equals(expr.name());
            if (!isName) {
                shown.add(matcher.toString());
            }
        }
        if (!shown.isEmpty()) {
            Collections.sort(shown);
            out.append('{').append(String.join(",", shown)).append('}');
        }
    }

    /** The opening bracket and the range. */
    private StringBuilder appendRange(Duration range, @Nullable DurationExpr computed) {
        out.append('[');
        return computed == null ? out.append(DurationSyntax.format(range)) : append(computed);
    }

    private void appendAt(TimeModifiers time) {
        if (time.at() != null) {
            out.append(" @ ").append(NumberSyntax.fixed(time.at().toEpochMilli() / 1000.0, 3));
        } else if (time.edge() != null) {
            out.append(time.edge() == QueryEdge.START ? " @ start()" : " @ end()");
        }
    }

    private void appendBoundary(VectorSelector expr) {
        if (expr.boundary() != RangeBoundary.EXTRAPOLATED) {
            out.append(' ').append(expr.boundary().keyword());
        }
    }

    private void appendOffset(TimeModifiers time) {
        if (time.offsetExpr() != null) {
            out.append(" offset ");
            append(time.offsetExpr());
        } else if (!time.offset().isZero()) {
            out.append(" offset ").append(DurationSyntax.format(time.offset()));
        }
    }
}
