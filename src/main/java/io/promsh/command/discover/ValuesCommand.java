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

/** {@code values LABEL [SELECTOR]}: the values of a label. */
public final class ValuesCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "values",
            CommandGroup.DISCOVER,
            "LABEL [SELECTOR]",
            Completes.LABEL_NAME,
            "values of a label, over all series or those that match",
            "SELECTOR is a metric name or a series selector.",
            "values job",
            "values direction traffic_vehicles_total");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String raw = arguments.required(SPEC).strip();
        int blank = firstBlank(raw);
        String label = raw.substring(0, blank);
        String selector = raw.substring(blank).strip();
        MetadataScope scope =
                selector.isEmpty() ? Scopes.of(context, arguments) : Scopes.of(context, arguments, selector);
        Page<String> values = context.target().labelValues(label, scope);
        Listing.Builder listing = Listing.of("value", "values").field("value", "value", Kind.NAME);
        values.items().forEach(listing::row);
        Reports.print(context, listing.build(), Scopes.warnings(values));
    }

    private static int firstBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return text.length();
    }
}
