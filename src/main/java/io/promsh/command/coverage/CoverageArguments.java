package io.promsh.command.coverage;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.DashboardArgument;
import io.promsh.command.OptionSpec;
import io.promsh.config.Setting;
import io.promsh.coverage.Baseline;
import io.promsh.coverage.CoverageQuery;
import io.promsh.dashboard.DashboardUse;
import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.PromDuration;
import io.promsh.model.TimeRange;
import io.promsh.model.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the commands of coverage are asked: which selectors, expected at what interval, against what. */
final class CoverageArguments {
    static final OptionSpec INTERVAL = new OptionSpec(
            "interval",
            "DURATION|config",
            "expect a sample this often, or as the target is configured (default: as measured)",
            Completes.DURATION);
    static final OptionSpec METRICS =
            new OptionSpec("metrics", "A,B", "the metrics of these names, each by itself", Completes.METRIC);
    static final OptionSpec DASHBOARD =
            new OptionSpec("dashboard", "FILE|UID", "every selector that a dashboard uses", Completes.FILE);
    static final OptionSpec BASELINE = new OptionSpec(
            "baseline",
            "TARGET|WINDOW",
            "series that are there count as 0 % where they are missing here: a target, the time before (7d), or FROM..TO",
            Completes.TARGET);

    private static final String CONFIG = "config";

    private final Arguments arguments;
    private final CommandContext context;

    CoverageArguments(Arguments arguments, CommandContext context) {
        this.arguments = arguments;
        this.context = context;
    }

    CoverageQuery query(CommandSpec spec) {
        Optional<String> text = arguments.option(INTERVAL.name());
        boolean asConfigured = text.filter(CONFIG::equals).isPresent();
        Optional<Duration> interval = text.filter(word -> !word.equals(CONFIG)).map(PromDuration::parse);
        if (interval.isPresent() && interval.get().isZero()) {
            throw Failure.usage("an interval must be longer than nothing", "write --interval 30s");
        }
        return new CoverageQuery(
                selectors(spec),
                context.window(),
                context.now(),
                interval,
                asConfigured,
                arguments.option(BASELINE.name()).map(this::baseline));
    }

    private List<String> selectors(CommandSpec spec) {
        List<String> selectors = new ArrayList<>();
        if (!arguments.raw().isBlank()) {
            selectors.add(arguments.raw().strip());
        }
        for (String names : arguments.options().getOrDefault(METRICS.name(), List.of())) {
            for (String name : names.split(",", -1)) {
                if (!name.isBlank()) {
                    selectors.add(Labels.of(Labels.METRIC_NAME, name.strip()).toString());
                }
            }
        }
        arguments.option(DASHBOARD.name()).ifPresent(file -> selectors.addAll(ofDashboard(file)));
        if (selectors.isEmpty()) {
            arguments.required(spec);
        }
        return selectors.stream().distinct().toList();
    }

    private List<String> ofDashboard(String file) {
        DashboardUse use = new DashboardArgument(arguments, context).read(file, true);
        DashboardArgument.tellUnresolved(context, use);
        return use.selections().stream()
                .map(io.promsh.dashboard.Selection::selector)
                .toList();
    }

    private Baseline baseline(String text) {
        TimeRange window = context.window();
        int dots = text.indexOf("..");
        if (dots > 0) {
            TimeRange other = new TimeRange(
                    TimeText.parse(text.substring(0, dots), context.now(), context.zone()),
                    TimeText.parse(text.substring(dots + 2), context.now(), context.zone()));
            return new Baseline(context.target(), other);
        }
        long millis = PromDuration.tryParseMillis(text);
        if (millis > 0) {
            TimeRange before = new TimeRange(window.start().minusMillis(millis), window.start());
            return new Baseline(context.target(), before);
        }
        return new Baseline(context.session().target(context.settings().with(Setting.TARGET, text)), window);
    }
}
