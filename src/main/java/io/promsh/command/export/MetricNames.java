package io.promsh.command.export;

import io.promsh.command.CommandContext;
import io.promsh.command.Families;
import io.promsh.command.Reports;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.MetadataScope;
import io.promsh.target.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metrics that could be exported from the window. */
final class MetricNames {
    private static final int CEILING = 1_000_000;

    private MetricNames() {}

    static void print(CommandContext context) {
        MetadataScope scope = new MetadataScope(
                List.of(),
                Optional.of(context.window()),
                CEILING,
                context.settings().timeout());
        Page<String> names = context.target().labelValues(Labels.METRIC_NAME, scope);
        Map<String, MetricMetadata> metadata = context.target().metadata(Optional.empty());
        Listing.Builder listing = Listing.of("metric", "metrics")
                .field("name", "name", Kind.NAME)
                .field("type", "type", Kind.TEXT)
                .field("help", "help", Kind.TEXT, 1);
        for (String name : names.items()) {
            MetricMetadata about = Families.find(metadata, name);
            listing.row(name, about.type(), about.help());
        }
        List<String> warnings = new ArrayList<>(names.warnings());
        if (names.truncated()) {
            warnings.add("the target has more than " + names.items().size());
        }
        Reports.print(context, listing.build(), warnings);
    }
}
