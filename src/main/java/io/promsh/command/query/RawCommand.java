package io.promsh.command.query;

import io.promsh.command.Answers;
import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Progresses;
import io.promsh.fetch.Bounds;
import io.promsh.fetch.RawWindow;
import io.promsh.model.QueryAnswer;

/** {@code raw SELECTOR}: the stored samples with their own timestamps. */
public final class RawCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "raw",
            CommandGroup.ASK,
            "SELECTOR",
            Completes.PROMQL,
            "stored samples with their own timestamps, and the statistics of their spacing",
            "The window is half-open: a sample at its end is not in it. Nothing is looked back, so holes are seen.",
            "raw traffic_vehicles_total",
            "raw --last 10m up{job=\"traffic\"}",
            "raw --last 1d -o openmetrics traffic_vehicles_total");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String selector = arguments.required(SPEC);
        RawWindow reader = new RawWindow(context.target(), Bounds.ofThisProcess(), Progresses.on(context));
        QueryAnswer answer =
                reader.read(selector, context.window(), context.settings().timeout());
        Answers.printRaw(context, answer, selector);
    }
}
