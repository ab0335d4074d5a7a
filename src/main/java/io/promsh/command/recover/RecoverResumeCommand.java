package io.promsh.command.recover;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.recovery.Recovery;
import io.promsh.recovery.RecoveryStore;
import java.util.List;

/** {@code recover resume}: goes on where a recovery stood. */
public final class RecoverResumeCommand implements Command {
    private static final CommandSpec SPEC = new CommandSpec(
            "recover resume",
            CommandGroup.BRING_BACK,
            "[ID]",
            Completes.NOTHING,
            "go on with a recovery that was interrupted",
            "Without ID the latest that is not done. What is done is not done again.",
            List.of(OptionSpec.toggle("yes", "go on without asking, for scripts"), RecoverCommand.WAIT),
            List.of("recover resume", "recover resume --yes 20250803-185600"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        RecoveryStore store = new RecoveryStore(Workshops.of(context, arguments));
        String id = arguments.raw().strip();
        Recovery recovery = (id.isEmpty() ? store.unfinished() : store.find(id)).heardBy(RecoverView.listener(context));
        recovery.planAgain();
        RecoverView.checklist(recovery).forEach(context.console()::note);
        RecoverCommand.finish(recovery, arguments, context);
    }
}
