package io.promsh.command.rescue;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.steps.Undertakings;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.List;

/** {@code rescue repair}: puts right what a killed restart, rescue or merge left. */
public final class RescueRepairCommand implements Command {
    private static final CommandSpec SPEC = new CommandSpec(
            "rescue repair",
            CommandGroup.BRING_BACK,
            "",
            Completes.NOTHING,
            "puts right what a killed restart, rescue, merge or backup left",
            "It is done by itself when such a command is killed, and by the next line that talks to the engine; this is for "
                    + "the case that neither could. Before the old container was removed it goes back, after that it goes on.",
            List.of(),
            List.of("rescue repair"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Undertakings work = Undertakings.of(context, arguments);
        if (!work.repair()) {
            context.console().note(Line.of("nothing is left to put right", Style.DIM));
        }
    }
}
