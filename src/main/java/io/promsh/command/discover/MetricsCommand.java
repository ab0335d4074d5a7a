package io.promsh.command.discover;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Families;
import io.promsh.command.Reports;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.MetadataScope;
import io.promsh.target.Page;
import java.util.Map;
import java.util.Optional;

/** {@code metrics [PATTERN]}: the metric names with type and help. */
public final class MetricsCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "metrics",
            CommandGroup.DISCOVER,
            "[PATTERN]",
            Completes.METRIC,
            "metric names with type and help",
            "PATTERN is a part of the name, or a glob with * and ?. Without a window all metrics that the target knows"
                    + " are listed; with --last or --start only those with samples in it.",
            "metrics",
            "metrics traffic",
            "metrics *_bytes --last 1d");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        NamePattern pattern = NamePattern.of(arguments.raw());
        MetadataScope scope = Scopes.of(context, arguments);
        Page<String> names = context.target().labelValues(Labels.METRIC_NAME, scope);
        Map<String, MetricMetadata> metadata = context.target().metadata(Optional.empty());
        Listing.Builder listing = Listing.of("metric", "metrics")
                .field("name", "name", Kind.NAME)
                .field("type", "type", Kind.TEXT)
                .field("unit", "unit", Kind.TEXT, 2)
                .field("help", "help", Kind.TEXT, 1);
        for (String name : names.items()) {
            if (pattern.matches(name)) {
                MetricMetadata about = Families.find(metadata, name);
                listing.row(name, about.type(), about.unit(), about.help());
            }
        }
        Reports.print(context, listing.build(), Scopes.warnings(names));
    }
}
