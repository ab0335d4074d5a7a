package io.promsh.command.explain;

import io.promsh.promql.AggregateExpr;
import io.promsh.promql.BinaryExpr;
import io.promsh.promql.Call;
import io.promsh.promql.DurationExpr;
import io.promsh.promql.ErrorExpr;
import io.promsh.promql.Expr;
import io.promsh.promql.ExprVisitor;
import io.promsh.promql.MatrixSelector;
import io.promsh.promql.NumberLiteral;
import io.promsh.promql.ParenExpr;
import io.promsh.promql.StringLiteral;
import io.promsh.promql.Subquery;
import io.promsh.promql.UnaryExpr;
import io.promsh.promql.VectorSelector;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tree of an expression as indented lines, or as rows. */
final class TreeView {
    /** Deeper trees are drawn to here; nobody reads further, and the stack is not endless. */
    private static final int DEEPEST = 100;

    private TreeView() {}

    /** A node for the machine-readable forms; {@code series} is null where it was not counted. */
    record Row(
            int depth, String node, String type, @Nullable Long series, String text) {}

    static List<Row> rows(Expr expr, Map<Expr, Long> counts) {
        List<Row> rows = new ArrayList<>();
        collect(expr, 0, counts, rows);
        return rows;
    }

    private static void collect(Expr expr, int depth, Map<Expr, Long> counts, List<Row> rows) {
        rows.add(new Row(depth, expr.accept(new Kind()), typeOf(expr), counts.get(expr), expr.toString()));
        if (depth < DEEPEST && !(expr instanceof MatrixSelector)) {
            expr.children().forEach(child -> collect(child, depth + 1, counts, rows));
        }
    }

    static List<Line> lines(Expr expr, Map<Expr, Long> counts) {
        List<Line> lines = new ArrayList<>();
        for (Row row : rows(expr, counts)) {
            Line line = Line.of("  ".repeat(row.depth()), Style.DIM).plus(row.node(), Style.FUNCTION);
            if (row.series() != null) {
                line = line.plus(" " + Escaping.visible(row.text()), Style.METRIC);
            }
            line = line.plus("  " + row.type(), Style.DIM);
            if (row.series() != null) {
                long series = row.series();
                line = line.plus(
                        "  " + (series == 1 ? "1 series" : series + " series"), series == 0 ? Style.BAD : Style.GOOD);
            }
            lines.add(line);
        }
        return lines;
    }

    private static String typeOf(Expr expr) {
        return switch (expr.type()) {
            case VECTOR -> "instant vector";
            case MATRIX -> "range vector";
            case SCALAR, STRING, NONE -> expr.type().name().toLowerCase(Locale.ROOT);
        };
    }

    /** What a node is, in a few words, without its children. */
    private static final class Kind implements ExprVisitor<String> {
        @Override
        public String aggregate(AggregateExpr expr) {
            String labels = String.join(", ", expr.grouping());
            String grouping = expr.without()
                    ? " without (" + labels + ")"
                    : expr.grouping().isEmpty() ? "" : " by (" + labels + ")";
            return Escaping.visible(expr.aggregator().toString().toLowerCase(Locale.ROOT) + grouping);
        }

        @Override
        public String binary(BinaryExpr expr) {
            return expr.operator().symbol() + (expr.returnBool() ? " bool" : "");
        }

        @Override
        public String call(Call expr) {
            return expr.name() + "()";
        }

        @Override
        public String duration(DurationExpr expr) {
            return "duration " + expr;
        }

        @Override
        public String error(ErrorExpr expr) {
            return "missing";
        }

        @Override
        public String matrixSelector(MatrixSelector expr) {
            return "selector";
        }

        @Override
        public String number(NumberLiteral expr) {
            return "number " + expr;
        }

        @Override
        public String paren(ParenExpr expr) {
            return "( )";
        }

        @Override
        public String string(StringLiteral expr) {
            return "string " + Escaping.visible(expr.toString());
        }

        @Override
        public String subquery(Subquery expr) {
            return "subquery";
        }

        @Override
        public String unary(UnaryExpr expr) {
            return expr.negative() ? "-" : "+";
        }

        @Override
        public String vectorSelector(VectorSelector expr) {
            return "selector";
        }
    }
}
