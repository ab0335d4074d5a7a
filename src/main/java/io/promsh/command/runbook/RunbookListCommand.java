package io.promsh.command.runbook;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;

/** {@code runbook list}: the runbooks that ship with promsh. */
public final class RunbookListCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "runbook list",
            CommandGroup.BRING_BACK,
            "",
            Completes.NOTHING,
            "the runbooks that ship with promsh",
            "A runbook is a script for source: it asks what it needs, runs commands, and decides by their results.",
            "runbook list");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Listing.Builder listing = Listing.of("runbook", "runbooks")
                .field("name", "name", Kind.NAME)
                .field("does", "does", Kind.TEXT);
        for (Runbook runbook : Runbook.values()) {
            listing.row(runbook.word(), runbook.summary());
        }
        Reports.printAll(context, listing.build());
    }
}
