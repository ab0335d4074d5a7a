package io.promsh.command.explain;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.promql.Expr;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.List;
import java.util.Map;

/** {@code explain EXPR}: the tree with types and the series behind each selector; why a result is empty. */
public final class ExplainCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "explain",
            CommandGroup.ASK,
            "EXPR",
            Completes.PROMQL,
            "the syntax tree with types and series counts; why a result is empty",
            "A few counting queries are asked of the target, none that moves samples. When the result is empty, the"
                    + " reason is looked for: metric never seen, label or value unknown, no samples in the window, a"
                    + " matching or a filter that drops everything.",
            "explain rate(traffic_vehicles_total[5m])",
            "explain up{job=\"trafic\"}");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static String size(Expr expr, long series) {
        return switch (expr.type()) {
            case SCALAR -> "a scalar";
            case STRING -> "a string";
            case VECTOR, MATRIX, NONE -> series == 1 ? "1 series" : series + " series";
        };
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Expr expr = Expressions.parse(arguments.required(SPEC));
        Counting counting = new Counting(context);
        Map<Expr, Long> counts = counting.selectorsOf(expr);
        long whole = counting.seriesOf(expr);
        List<Reason> reasons = whole > 0 ? List.of() : new EmptyResult(context, counting, counts).reasons(expr);
        if (Reports.wantsMachineForm(context)) {
            Listing.Builder listing = Listing.of("node", "nodes")
                    .field("depth", "depth", Kind.NUMBER)
                    .field("node", "node", Kind.TEXT)
                    .field("type", "type", Kind.TEXT)
                    .field("series", "series", Kind.NUMBER)
                    .field("text", "text", Kind.TEXT);
            TreeView.rows(expr, counts)
                    .forEach(row -> listing.row(row.depth(), row.node(), row.type(), row.series(), row.text()));
            reasons.forEach(reason -> listing.row(0, "reason", "", null, reason.text()));
            Reports.printAll(context, listing.build());
            return;
        }
        TreeView.lines(expr, counts).forEach(context.console()::print);
        context.console().print(Line.of("result: ", Style.DIM).plus(size(expr, whole), Style.HEADING));
        for (Reason reason : reasons) {
            context.console().print(Line.of("why: ", Style.WARNING).plus(reason.text(), Style.PLAIN));
            if (!reason.next().isEmpty()) {
                context.console().print(Line.of("     next: " + reason.next(), Style.COMMAND));
            }
        }
    }
}
