package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.text.Line;
import io.promsh.text.Style;

/** {@code refresh}: fetch metric and label names anew for completion. */
public final class RefreshCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "refresh",
            CommandGroup.SESSION,
            "",
            Completes.NOTHING,
            "fetch metric and label names anew for completion",
            "They are kept on disk for each target and refreshed by themselves; this does it now.",
            "refresh");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        context.session().refresh(context.settings());
        context.console().note(Line.of("names are fetched anew in the background", Style.DIM));
    }
}
