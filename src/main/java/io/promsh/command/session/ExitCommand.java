package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;

/** {@code exit}: leave the shell. */
public final class ExitCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "exit", CommandGroup.SESSION, "", Completes.NOTHING, "leave the shell", "Ctrl-D does the same.", "exit");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        context.session().leave();
    }
}
