package io.promsh.command.server;

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
import java.util.Locale;

/** {@code flags}: the server's command line. */
public final class FlagsCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "flags",
            CommandGroup.SERVER,
            "[PART]",
            Completes.NOTHING,
            "the server's command-line flags",
            "PART keeps the flags whose name holds it.",
            "flags",
            "flags retention");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String part = arguments.raw().strip().toLowerCase(Locale.ROOT);
        Listing.Builder listing =
                Listing.of("flag", "flags").field("flag", "flag", Kind.NAME).field("value", "value", Kind.TEXT);
        context.target().flags().forEach((flag, value) -> {
            if (flag.toLowerCase(Locale.ROOT).contains(part)) {
                listing.row(flag, value);
            }
        });
        Reports.print(context, listing.build(), List.of());
    }
}
