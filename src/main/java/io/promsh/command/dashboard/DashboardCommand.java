package io.promsh.command.dashboard;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.DashboardArgument;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.dashboard.DashboardUse;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.TimeRange;
import io.promsh.text.Counts;
import io.promsh.text.Escaping;
import io.promsh.text.HumanDuration;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.text.Timestamps;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code dashboard FILE}: what a dashboard uses, which of it has data, and what cannot be told. */
public final class DashboardCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "dashboard",
                    CommandGroup.KEEP,
                    "FILE|UID",
                    Completes.FILE,
                    "what a Grafana dashboard uses: panels, expressions, metrics, data sources; which have data",
                    "Every query of every panel, in rows and tabs, of library panels, annotations and variables. Variables"
                            + " take the values given, else those saved in the dashboard, else those that the target"
                            + " has; what is still open widens a selector and is said. What cannot be resolved is"
                            + " listed with its panel. \"other labels\": the metric has samples, but none with the"
                            + " labels that the dashboard asks for.",
                    "dashboard traffic.json",
                    "dashboard node-exporter-full.json --var job=node --last 6h",
                    "dashboard traffic.json --expressions -o json")
            .withOptions(
                    OptionSpec.toggle("expressions", "list the expressions with their panels instead of the metrics"),
                    OptionSpec.toggle("offline", "ask no target: neither for values of variables nor for data"),
                    DashboardArgument.VAR,
                    DashboardArgument.LIBRARY);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String file = arguments.onlyWord(SPEC);
        boolean hasTarget = context.session().targetSpec(context.settings()).isPresent();
        boolean asks = hasTarget && !arguments.has("offline");
        try {
            show(file, asks, arguments, context);
        } catch (Failure failure) {
            if (!asks || (failure.kind() != FailureKind.UNREACHABLE && failure.kind() != FailureKind.DENIED)) {
                throw failure;
            }
            // What stands in the file can be told without a target.
            show(file, false, arguments, context);
            if (isChosen(context)) {
                throw failure;
            }
        }
    }

    /** Whether the user named a target, rather than promsh trying the usual place. */
    private static boolean isChosen(CommandContext context) {
        return context.settings().isSet(Setting.TARGET)
                || context.session()
                        .targetSpec(context.settings())
                        .filter(spec -> !spec.name().equals("local"))
                        .isPresent();
    }

    private static void show(String file, boolean asks, Arguments arguments, CommandContext context) {
        DashboardUse use = new DashboardArgument(arguments, context).read(file, asks);
        if (arguments.has("expressions")) {
            note(context, DashboardView.summary(use));
            Reports.print(context, DashboardView.expressions(use), List.of());
        } else {
            metrics(use, context, asks);
        }
        DashboardArgument.tellUnresolved(context, use);
        judge(use, context);
    }

    private static void metrics(DashboardUse use, CommandContext context, boolean asks) {
        List<MetricRow> rows = MetricRow.of(use);
        MetricPresence asked = new MetricPresence(context);
        Map<MetricRow, Presence> presence = asks ? presence(rows, asked) : Map.of();
        note(context, DashboardView.summary(use));
        boolean isFull = Reports.wantsMachineForm(context);
        Reports.print(context, DashboardView.metrics(rows, presence, isFull), asked.warnings());
        if (!isFull) {
            DashboardView.notes(rows).forEach(text -> note(context, Escaping.visible(text)));
        }
        if (!asks) {
            note(context, "no target was asked which of them have data: give --target");
            return;
        }
        long there = presence.values().stream().filter(Presence::isThere).count();
        note(context, there + " of " + Counts.of(rows.size(), "metric") + " have data in " + window(context));
    }

    private static String window(CommandContext context) {
        TimeRange window = context.window();
        return "the " + HumanDuration.of(window.length()) + " up to "
                + Timestamps.rfc3339(window.end().toEpochMilli());
    }

    private static Map<MetricRow, Presence> presence(List<MetricRow> rows, MetricPresence asked) {
        Map<String, Long> byMetric = asked.seriesByMetric(rows.stream()
                .filter(row -> !row.isPattern())
                .map(MetricRow::metric)
                .toList());
        Set<String> narrowed = new LinkedHashSet<>();
        for (MetricRow row : rows) {
            boolean isThere = byMetric.getOrDefault(row.metric(), 0L) > 0;
            if (row.isPattern() || (isThere && !row.selectors().contains(row.metric()))) {
                narrowed.addAll(row.selectors());
            }
        }
        Map<String, Long> bySelector = asked.seriesBySelector(List.copyOf(narrowed));
        Map<MetricRow, Presence> presence = new HashMap<>();
        for (MetricRow row : rows) {
            Long ofMetric = byMetric.get(row.metric());
            boolean isWhole = !row.isPattern() && row.selectors().contains(row.metric());
            Long ofSelectors = isWhole ? null : most(row, bySelector);
            if (row.isPattern()) {
                presence.put(row, ofSelectors == null ? Presence.UNKNOWN : Presence.of(ofSelectors, null));
            } else if (ofMetric != null) {
                presence.put(row, Presence.of(ofMetric, ofSelectors));
            }
        }
        return presence;
    }

    /** Selectors of a metric overlap: the widest one tells. Null when the target would not say. */
    private static @Nullable Long most(MetricRow row, Map<String, Long> bySelector) {
        Long most = null;
        for (String selector : row.selectors()) {
            Long series = bySelector.get(selector);
            if (series != null && (most == null || series > most)) {
                most = series;
            }
        }
        return most;
    }

    private static void judge(DashboardUse use, CommandContext context) {
        if (use.dashboard().panels() > 0 && use.expressions().isEmpty()) {
            throw Failure.failed(
                    "none of the " + Counts.of(use.dashboard().panels(), "panel") + " has a query in PromQL",
                    "is it a dashboard of another data source?");
        }
        if (!use.unresolved().isEmpty() && context.settings().isOn(Setting.STRICT)) {
            throw Failure.of(
                    FailureKind.PARTIAL,
                    Counts.of(use.unresolved().size(), "thing") + " of the dashboard cannot be resolved",
                    "give values with --var NAME=VALUE and library panels with --library PATH");
        }
    }

    private static void note(CommandContext context, String text) {
        if (!context.settings().isOn(Setting.QUIET)) {
            context.console().note(Line.of(text, Style.DIM));
        }
    }
}
