package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import java.nio.file.Path;

/** {@code source}: run the lines of a file. */
public final class SourceCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "source",
            CommandGroup.SESSION,
            "FILE",
            Completes.FILE,
            "run the lines of a file",
            "As promsh -f does: comments, blank lines, continued lines; stops at the first failure.",
            "source checks.psh");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        context.session().source(Path.of(arguments.onlyWord(SPEC)));
    }
}
