package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import java.util.List;

/** {@code history}: what was typed, oldest first. */
public final class HistoryCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "history",
            CommandGroup.SESSION,
            "[PART]",
            Completes.NOTHING,
            "what was typed, oldest first",
            "Lines that look as if they hold a secret are never kept. Ctrl-R searches while typing.",
            "history rate");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String part = arguments.raw().strip();
        List<String> entries = context.session().history();
        Listing.Builder listing =
                Listing.of("line", "lines").field("n", "n", Kind.NUMBER).field("line", "line", Kind.TEXT);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).contains(part)) {
                listing.row(i + 1, entries.get(i));
            }
        }
        Reports.print(context, listing.build(), List.of());
    }
}
