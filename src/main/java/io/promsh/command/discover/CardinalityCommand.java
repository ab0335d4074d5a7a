package io.promsh.command.discover;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.Cardinality;
import java.util.List;

/** {@code cardinality}: where the series of the head block come from. */
public final class CardinalityCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "cardinality",
            CommandGroup.DISCOVER,
            "",
            Completes.NOTHING,
            "where the series come from: the largest metrics, labels and pairs",
            "From the server's own statistics of its head block. --limit N asks for more than 10 rows of each kind.",
            "cardinality",
            "cardinality --limit 30");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Cardinality cardinality =
                context.target().cardinality(context.settings().limit().orElse(10));
        Listing.Builder listing = Listing.of("figure", "figures")
                .field("kind", "kind", Kind.TEXT)
                .field("name", "name", Kind.NAME)
                .field("count", "count", Kind.NUMBER);
        listing.row("total", "series", cardinality.series());
        listing.row("total", "label pairs", cardinality.labelPairs());
        listing.row("total", "chunks", cardinality.chunks());
        add(listing, "series by metric", cardinality.seriesByMetric());
        add(listing, "values by label", cardinality.valuesByLabel());
        add(listing, "series by pair", cardinality.seriesByPair());
        add(listing, "bytes by label", cardinality.bytesByLabel());
        Reports.printAll(context, listing.build());
    }

    private static void add(Listing.Builder listing, String kind, List<Cardinality.Count> counts) {
        counts.forEach(count -> listing.row(kind, count.name(), count.value()));
    }
}
