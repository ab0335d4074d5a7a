package io.promsh.command.query;

import io.promsh.command.Answers;
import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.failure.Failure;

/** {@code graph EXPR}: a chart over the session's window. */
public final class GraphCommand implements Command {
    private static final int PIPED_COLUMNS = 100;

    private static final CommandSpec SPEC = CommandSpec.of(
                    "graph",
                    CommandGroup.ASK,
                    "EXPR",
                    Completes.PROMQL,
                    "a chart with axes, units and a legend over the window",
                    "Evaluated as by range, at a step that fits the width. --ascii draws with plain characters.",
                    "graph rate(traffic_vehicles_total[5m])",
                    "graph --last 1d sum(traffic_flow_rate_per_minute)")
            .withOptions(
                    new OptionSpec("height", "ROWS", "rows of the drawing (default 16)", Completes.NOTHING),
                    OptionSpec.toggle("ascii", "plain characters only"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String expression = arguments.required(SPEC);
        int width = context.console().width().orElse(PIPED_COLUMNS);
        int height = height(arguments, context);
        Evaluation evaluation = Evaluation.over(context, expression, Math.max(10, 2 * (width - 10)));
        evaluation.tellStep(context);
        Answers.printChart(
                context, evaluation.answer(), expression, evaluation.range(), height, arguments.has("ascii"));
    }

    private static int height(Arguments arguments, CommandContext context) {
        String text = arguments.option("height").orElse("");
        if (text.isEmpty()) {
            return Math.max(4, Math.min(16, context.console().height().orElse(24) - 8));
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 2) {
            throw Failure.usage("--height takes a number of rows from 2 to 999", "for example --height 20");
        }
        return Integer.parseInt(text);
    }
}
