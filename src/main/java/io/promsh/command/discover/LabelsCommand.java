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
import io.promsh.target.MetadataScope;
import io.promsh.target.Page;

/** {@code labels [SELECTOR]}: the label names. */
public final class LabelsCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "labels",
            CommandGroup.DISCOVER,
            "[SELECTOR]",
            Completes.PROMQL,
            "label names, of all series or of those that match",
            "SELECTOR is a metric name or a series selector.",
            "labels",
            "labels traffic_vehicles_total",
            "labels {job=\"traffic\"}");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        MetadataScope scope = arguments.raw().isBlank()
                ? Scopes.of(context, arguments)
                : Scopes.of(context, arguments, arguments.raw());
        Page<String> names = context.target().labelNames(scope);
        Listing.Builder listing = Listing.of("label", "labels").field("label", "label", Kind.NAME);
        names.items().forEach(listing::row);
        Reports.print(context, listing.build(), Scopes.warnings(names));
    }
}
