package io.promsh.command.query;

import io.promsh.command.Answers;
import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.console.Console.Live;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.PromDuration;
import io.promsh.model.QueryAnswer;
import io.promsh.target.InstantQuery;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code watch EXPR}: asks again and again and redraws in place until a key. */
public final class WatchCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "watch",
                    CommandGroup.ASK,
                    "EXPR",
                    Completes.PROMQL,
                    "ask again and again, redrawn in place until a key",
                    "A failure is shown and asking goes on: a server that restarts comes back by itself.",
                    "watch up",
                    "watch --every 1s rate(traffic_vehicles_total[1m])")
            .withOptions(
                    new OptionSpec("every", "DURATION", "time between questions (default 5s)", Completes.DURATION));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String expression = arguments.required(SPEC);
        Duration every = PromDuration.parse(arguments.option("every").orElse("5s"));
        if (every.toMillis() < 100) {
            throw Failure.usage("--every must be at least 100ms", "for example --every 1s");
        }
        if (!context.console().isInteractive() || context.console().width().isEmpty()) {
            throw Failure.usage("watch needs a terminal", "in a script ask with query, and repeat it there");
        }
        WatchHistory history = new WatchHistory();
        try (Live live = context.console().live()) {
            do {
                live.show(frame(expression, every, context, history));
            } while (!live.keyWithin(every.toMillis()));
        }
    }

    private static List<Line> frame(String expression, Duration every, CommandContext context, WatchHistory history) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Escaping.visible(expression), Style.HEADING)
                .plus("  every " + PromDuration.format(every) + ", any key ends", Style.DIM));
        try {
            QueryAnswer answer = context.target()
                    .instantQuery(InstantQuery.of(
                            expression, context.at(), context.settings().timeout()));
            history.add(answer.result());
            lines.addAll(Answers.lines(context, answer, expression, Optional.of(history.asMatrix())));
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED || failure.kind() == FailureKind.USAGE) {
                throw failure;
            }
            lines.add(Line.of(Escaping.visible(failure.message()), Style.BAD));
            lines.add(Line.of("asking again in " + PromDuration.format(every), Style.DIM));
        }
        return lines;
    }
}
