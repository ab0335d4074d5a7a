package io.promsh.command.explain;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.promql.PrettyPrinter;
import io.promsh.text.Line;

/** {@code format EXPR}: the query pretty-printed, as the server would. */
public final class FormatCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "format",
            CommandGroup.ASK,
            "EXPR",
            Completes.PROMQL,
            "the query pretty-printed",
            "In the form of Prometheus's own formatter; comments are lost. Nothing is asked of the target.",
            "format sum(rate(traffic_vehicles_total[5m])) by (direction) / ignoring(direction) group_left sum(up)");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String pretty = PrettyPrinter.print(Expressions.parse(arguments.required(SPEC)));
        pretty.lines().forEach(line -> context.console().print(Line.plain(line)));
    }
}
