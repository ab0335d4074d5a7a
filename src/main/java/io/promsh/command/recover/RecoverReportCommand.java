package io.promsh.command.recover;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.failure.Failure;
import io.promsh.recovery.Recovery;
import io.promsh.recovery.RecoveryStore;
import io.promsh.text.Line;
import java.io.IOException;
import java.nio.file.Files;

/** {@code recover report}: the report of a recovery, as Markdown. */
public final class RecoverReportCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "recover report",
            CommandGroup.BRING_BACK,
            "[ID]",
            Completes.NOTHING,
            "the report of a recovery, as Markdown",
            "Without ID that of the latest.",
            "recover report",
            "recover report 20250803-185600");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Recovery recovery = new RecoveryStore(Workshops.of(context, arguments))
                .find(arguments.raw().strip());
        if (!Files.exists(recovery.reportFile())) {
            throw Failure.failed(
                    "recovery " + recovery.id() + " has no report yet",
                    "go on with it: recover resume " + recovery.id());
        }
        try {
            Files.readAllLines(recovery.reportFile())
                    .forEach(line -> context.console().print(Line.plain(line)));
        } catch (IOException e) {
            throw Failure.failed("cannot read " + recovery.reportFile(), "check its permissions")
                    .withCause(e);
        }
    }
}
