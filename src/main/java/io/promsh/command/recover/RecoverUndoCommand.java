package io.promsh.command.recover;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Consent;
import io.promsh.recovery.Recovery;
import io.promsh.recovery.RecoveryStore;
import io.promsh.text.Line;
import java.util.List;

/** {@code recover undo ID}: takes exactly the blocks of a recovery out again. */
public final class RecoverUndoCommand implements Command {
    private static final CommandSpec SPEC = new CommandSpec(
            "recover undo",
            CommandGroup.BRING_BACK,
            "ID",
            Completes.NOTHING,
            "take exactly the blocks of a recovery out again",
            "What was there before stays as it is. A running server forgets the blocks within a minute.",
            List.of(Consent.FORCE),
            List.of("recover undo 20250803-185600", "recover undo 20250803-185600 --force 20250803-185600"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String id = arguments.onlyWord(SPEC);
        Recovery recovery = new RecoveryStore(Workshops.of(context, arguments)).find(id);
        List<String> losses = recovery.blocks().stream()
                .map(block -> "block " + block + " in " + recovery.request().destination())
                .toList();
        Consent.toLose(context, arguments, id, losses);
        recovery.undo().forEach(one -> context.console().print(Line.plain(one)));
    }
}
