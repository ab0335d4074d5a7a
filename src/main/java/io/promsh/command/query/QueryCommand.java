package io.promsh.command.query;

import io.promsh.command.Answers;
import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.TimeRange;
import io.promsh.target.InstantQuery;
import io.promsh.target.RangeQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code query EXPR}, and every line that is no command: an instant query, with sparklines on a terminal. */
public final class QueryCommand implements Command {
    /** More sparklines than a screen shows are not worth a range query. */
    private static final int MOST_SPARKLINES = 100;

    private static final int SPARKLINE_POINTS = 24;
    private static final Duration SPARKLINE_PATIENCE = Duration.ofSeconds(3);

    private static final CommandSpec SPEC = CommandSpec.of(
            "query",
            CommandGroup.ASK,
            "EXPR",
            Completes.PROMQL,
            "instant query; a line that is no command is one too",
            "On a terminal each row also shows a sparkline of the session's window (set last). --at TIME asks for another"
                    + " time.",
            "up",
            "query --at yesterday up",
            "query sum by (direction) (rate(traffic_vehicles_total[5m]))",
            "up | jq .");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String expression = arguments.required(SPEC);
        QueryAnswer answer = context.target()
                .instantQuery(InstantQuery.of(
                        expression, context.at(), context.settings().timeout()));
        Answers.print(context, answer, expression, sparklines(context, expression, answer));
    }

    private static Optional<RangeVector> sparklines(CommandContext context, String expression, QueryAnswer answer) {
        boolean wanted = Answers.isForEyes(context)
                && answer.result() instanceof InstantVector vector
                && !vector.elements().isEmpty()
                && vector.elements().size() <= MOST_SPARKLINES;
        if (!wanted) {
            return Optional.empty();
        }
        TimeRange window = context.window();
        Instant end = context.at().orElse(window.end());
        Instant start = end.minus(window.length());
        Duration step = Duration.ofMillis(Math.max(1000, window.length().toMillis() / SPARKLINE_POINTS));
        try {
            QueryAnswer history =
                    context.target().rangeQuery(new RangeQuery(expression, start, end, step, SPARKLINE_PATIENCE));
            return history.result() instanceof RangeVector matrix ? Optional.of(matrix) : Optional.empty();
        } catch (Failure failure) {
            // The answer is there; its ornament is not worth a failure. An interruption is the user's word.
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
