package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.ScriptArguments;

/** {@code source}: run the lines of a file. */
public final class SourceCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "source",
                    CommandGroup.SESSION,
                    "FILE [NAME=ANSWER...]",
                    Completes.FILE,
                    "run the lines of a file",
                    "As promsh -f does: comments, blank lines, continued lines; stops at the first failure. Lines for the"
                            + " script itself: ask NAME \"text\" [--default ANSWER] asks, later lines say ${NAME};"
                            + " say \"text\"; if CONDITION, else, end; try LINE may fail; stop \"text\" ends it. A"
                            + " CONDITION is about the line before: ok, failed, code N, empty, partial, series > N,"
                            + " value >= X; or about an answer: NAME = TEXT. Answers behind the file are not asked for.",
                    "source checks.psh",
                    "source restart.psh SERVICE=prometheus --transcript restart.log")
            .withOptions(ScriptArguments.TRANSCRIPT);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        ScriptArguments typed = ScriptArguments.of(arguments, SPEC);
        context.session().run(typed.script(typed.name()));
    }
}
