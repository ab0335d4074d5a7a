package io.promsh.command.runbook;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;

/** {@code runbook show}: the lines of a runbook. */
public final class RunbookShowCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "runbook show",
            CommandGroup.BRING_BACK,
            "NAME",
            Completes.NOTHING,
            "print the lines of a runbook",
            "To change one, save it and run the copy: promsh -c 'runbook show data-loss' > mine.psh, then source mine.psh.",
            "runbook show data-loss");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        context.console().out().print(Runbook.named(arguments.onlyWord(SPEC)).text());
    }
}
