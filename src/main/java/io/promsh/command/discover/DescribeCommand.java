package io.promsh.command.discover;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Families;
import io.promsh.command.Reports;
import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.PromDuration;
import io.promsh.model.TimeRange;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.text.Escaping;
import io.promsh.text.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code describe METRIC}: all that an operator wants to know of a metric before using it. */
public final class DescribeCommand implements Command {
    private static final int MOST_VALUES = 5;

    private static final CommandSpec SPEC = CommandSpec.of(
            "describe",
            CommandGroup.DISCOVER,
            "METRIC",
            Completes.METRIC,
            "type, help, unit, series, labels, measured scrape interval, last sample",
            "The scrape interval is measured from stored samples, the last sample looked for in the window.",
            "describe traffic_vehicles_total",
            "describe up --last 7d");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String metric = arguments.required(SPEC).strip();
        MetricsTarget target = context.target();
        TimeRange window = context.window();
        Duration timeout = context.settings().timeout();
        String selector = Labels.of(Labels.METRIC_NAME, metric).toString();
        MetricFacts facts = new MetricFacts(target, selector, window, timeout);
        MetricMetadata about = Families.find(target.metadata(Optional.empty()), metric);
        MetadataScope scope = new MetadataScope(List.of(selector), Optional.of(window), Scopes.CEILING, timeout);
        List<String> labels = target.labelNames(scope).items();
        if (labels.isEmpty()) {
            throw neverSeen(metric, context);
        }
        Listing.Builder listing = Listing.of("property", "properties")
                .field("property", "property", Kind.NAME)
                .field("value", "value", Kind.TEXT);
        listing.row("metric", metric);
        listing.row("type", about.type().isEmpty() ? "unknown (the target keeps no metadata)" : about.type());
        listing.row("help", about.help());
        listing.row("unit", about.unit());
        listing.row("series now", Long.toString(facts.seriesNow()));
        listing.row(
                "scrape interval",
                facts.interval().map(PromDuration::format).orElse("not to be measured: fewer than 3 samples"));
        Optional<Instant> last = facts.lastSample();
        listing.row("last sample", last.map(Instant::toString).orElse("none in the window"));
        last.ifPresent(at -> listing.row(
                "age",
                PromDuration.format(
                        Duration.ofSeconds(Duration.between(at, context.now()).toSeconds()))));
        for (String label : labels) {
            if (!label.equals(Labels.METRIC_NAME)) {
                listing.row("label " + label, values(target, label, scope));
            }
        }
        Reports.printAll(context, listing.build());
    }

    private static Failure neverSeen(String metric, CommandContext context) {
        MetadataScope names =
                MetadataScope.all(Scopes.CEILING, context.settings().timeout());
        List<String> near = Nearest.several(
                metric, context.target().labelValues(Labels.METRIC_NAME, names).items(), 3);
        String hint = near.isEmpty()
                ? "look further back with --last 30d, or list the names with: metrics"
                : near.contains(metric)
                        ? "look further back with --last 30d"
                        : "describe " + String.join(", or describe ", near);
        return Failure.failed(
                "no series of " + metric + " in the last "
                        + PromDuration.format(context.window().length()),
                Escaping.visible(hint));
    }

    private static String values(MetricsTarget target, String label, MetadataScope scope) {
        List<String> values = target.labelValues(label, scope).items();
        String shown = String.join(", ", values.subList(0, Math.min(MOST_VALUES, values.size())));
        int rest = values.size() - MOST_VALUES;
        return values.size()
                + (values.size() == 1 ? " value: " : " values: ")
                + shown
                + (rest > 0 ? ", and " + rest + " more" : "");
    }
}
