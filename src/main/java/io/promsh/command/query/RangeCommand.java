package io.promsh.command.query;

import io.promsh.command.Answers;
import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import java.util.Optional;

/** {@code range EXPR}: a range query over the session's window. */
public final class RangeCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "range",
            CommandGroup.ASK,
            "EXPR",
            Completes.PROMQL,
            "range query over the window; longer ones are split and joined",
            "Evaluated at --start, then every --step, up to --end. Values are computed at each step and look back up to 5"
                    + " minutes: they are no stored samples. For those: raw.",
            "range rate(traffic_vehicles_total[5m])",
            "range --last 7d --step 1m up",
            "range --start 2025-08-03T10:00:00Z --end 2025-08-03T16:00:00Z -o csv up");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String expression = arguments.required(SPEC);
        Evaluation evaluation = Evaluation.over(context, expression, 300);
        evaluation.tellStep(context);
        Answers.print(context, evaluation.answer(), expression, Optional.empty());
    }
}
