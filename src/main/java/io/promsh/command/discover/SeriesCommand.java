package io.promsh.command.discover;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.model.Labels;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.MetadataScope;
import io.promsh.target.Page;
import java.util.List;
import java.util.Optional;

/** {@code series SELECTOR}: the series that match, in the window. */
public final class SeriesCommand implements Command {
    /** Series are heavy on a server: asked for in a page that a person can read. */
    private static final int CEILING = 100_000;

    private static final CommandSpec SPEC = CommandSpec.of(
            "series",
            CommandGroup.DISCOVER,
            "SELECTOR",
            Completes.PROMQL,
            "the series that match, in the window",
            "The window is the session's (--last, --start, --end). A server counts a series in when it has a sample in the"
                    + " window or close to it.",
            "series traffic_vehicles_total",
            "series --last 6h {job=\"traffic\"}");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String selector = arguments.required(SPEC);
        MetadataScope scope = new MetadataScope(
                List.of(selector),
                Optional.of(context.window()),
                CEILING,
                context.settings().timeout());
        Page<Labels> page = context.target().series(scope);
        Listing.Builder listing = Listing.of("series", "series").field("series", "series", Kind.NAME);
        page.items().forEach(labels -> listing.row(labels.toString()));
        Reports.print(context, listing.build(), Scopes.warnings(page));
    }
}
