package io.promsh.command.runbook;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.ScriptArguments;

/** {@code runbook run}: runs a runbook. */
public final class RunbookRunCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "runbook run",
                    CommandGroup.BRING_BACK,
                    "NAME [NAME=ANSWER...]",
                    Completes.NOTHING,
                    "run a runbook",
                    "What it needs to know it asks, or takes from the answers behind its name. Whatever can lose data asks"
                            + " by itself, by name; an answer given here never stands for that.",
                    "runbook run data-loss",
                    "runbook run safe-restart SERVICE=prometheus --transcript restart.log")
            .withOptions(ScriptArguments.TRANSCRIPT);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        ScriptArguments typed = ScriptArguments.of(arguments, SPEC);
        Runbook runbook = Runbook.named(typed.name());
        context.session().run(typed.script("runbook " + runbook.word(), runbook.text()));
    }
}
