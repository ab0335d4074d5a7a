package io.promsh.command.export;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.DashboardArgument;
import io.promsh.command.LongReads;
import io.promsh.command.OptionSpec;
import io.promsh.command.Progresses;
import io.promsh.dashboard.DashboardUse;
import io.promsh.dashboard.Selection;
import io.promsh.export.Export;
import io.promsh.export.ExportFormat;
import io.promsh.export.ExportRequest;
import io.promsh.failure.Failure;
import io.promsh.fetch.FetchOptions;
import io.promsh.model.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code export SELECTOR... --out DIR}: files a metric, with a manifest; goes on where it was killed. */
public final class ExportCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "export",
                    CommandGroup.KEEP,
                    "[SELECTOR...]",
                    Completes.METRIC,
                    "files a metric in the formats wanted, with a manifest; goes on where it was killed",
                    "Stored samples with their own timestamps, over the window (--last or --start and --end). One file a"
                            + " metric and format, manifest.json (window, counts, checksums, coverage, what a format"
                            + " lost) and summary.txt. The same line again goes on after an interruption, a full disk"
                            + " or a lost login, and ends with the same bytes; a finished export is left alone."
                            + " json: as the HTTP interface answers; openmetrics: for promtool tsdb create-blocks-from"
                            + " openmetrics; text: Prometheus's older format, times in milliseconds; csv: a sample a"
                            + " row; csv-wide: a column a series. A --step on this line means evaluated points, as"
                            + " export scripts with --metric, --start, --end and --step have them; their"
                            + " --list-metrics is the command metrics, their --output is --out.",
                    "export traffic_vehicles_total --last 1d --out traffic",
                    "export up {job=\"node\"} --start 2025-08-03T10:00:00Z --end 2025-08-03T16:00:00Z --out node --format csv",
                    "export --dashboard traffic.json --last 1d --out dashboard --format json,text",
                    "export --metric traffic_vehicles_total --step 30s --last 6h --out evaluated --format json,text")
            .withOptions(
                    new OptionSpec("out", "DIR", "the folder for the files", Completes.FILE),
                    new OptionSpec(
                            "format",
                            "FORMATS",
                            "json, openmetrics, text, csv, csv-wide; several with commas (default: json,openmetrics)",
                            Completes.NOTHING),
                    new OptionSpec(
                            "mode", "raw|evaluated", "stored samples, or points of a range query", Completes.NOTHING),
                    new OptionSpec(
                            "metric", "NAME", "a metric, as SELECTOR; may be given several times", Completes.METRIC),
                    new OptionSpec("dashboard", "FILE|UID", "every metric that the dashboard uses", Completes.FILE),
                    OptionSpec.toggle("list-metrics", "list the metrics of the target and export nothing"),
                    DashboardArgument.VAR,
                    DashboardArgument.LIBRARY);

    private static final Duration LATER = Duration.ofDays(1).plusSeconds(37);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        if (arguments.has("list-metrics")) {
            MetricNames.print(context);
            return;
        }
        String out = arguments
                .option("out")
                .orElseThrow(() -> Failure.usage(
                        "export needs a folder for its files",
                        "for example: " + SPEC.examples().get(0)));
        Wanted wanted = wanted(arguments, context);
        TimeRange window = whole(context.window());
        // What moves when the clock does is no fixed time: -2h, yesterday, and the end that nobody gave.
        TimeRange later = whole(context.settings().window(context.now().plus(LATER), context.zones()));
        ExportRequest request = new ExportRequest(
                Path.of(out),
                wanted.selectors(),
                window,
                window.start().equals(later.start()),
                window.end().equals(later.end()),
                ExportFormat.parse(arguments.option("format").orElse("json,openmetrics")),
                step(arguments, context),
                wanted.lookback(),
                wanted.unresolved());
        ExecutorService executor = Executors.newCachedThreadPool(ExportCommand::daemon);
        long begun = System.nanoTime();
        try {
            FetchOptions options = LongReads.options(context);
            Export export = new Export(context.target(), options, Progresses.on(context), executor);
            Export.Outcome outcome = export.run(request);
            new ExportView(context).show(request, outcome, Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            executor.shutdownNow();
        }
    }

    /** Samples stand at whole milliseconds, and nobody wants to read the rest of now. */
    private static TimeRange whole(TimeRange window) {
        return new TimeRange(
                window.start().truncatedTo(ChronoUnit.MILLIS), window.end().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setDaemon(true);
        return thread;
    }

    /** What is to be exported, and what a dashboard needs besides. */
    private record Wanted(List<String> selectors, Duration lookback, List<String> unresolved) {}

    private static Wanted wanted(Arguments arguments, CommandContext context) {
        List<String> unresolved = new ArrayList<>();
        Duration lookback = Duration.ZERO;
        List<String> selectors = new ArrayList<>(SelectorWords.split(arguments.raw()));
        selectors.addAll(arguments.options().getOrDefault("metric", List.of()));
        Optional<String> dashboard = arguments.option("dashboard");
        if (dashboard.isPresent()) {
            DashboardUse use = new DashboardArgument(arguments, context).read(dashboard.get(), true);
            for (Selection selection : use.selections()) {
                selectors.add(selection.selector());
                lookback = selection.reach().compareTo(lookback) > 0 ? selection.reach() : lookback;
            }
            DashboardArgument.tellUnresolved(context, use);
            use.unresolved()
                    .forEach(one -> unresolved.add(one.place().words() + ": " + one.reason() + ": " + one.text()));
        }
        if (selectors.isEmpty()) {
            throw Failure.usage(
                    dashboard.isPresent()
                            ? "the dashboard uses no metric"
                            : "export needs SELECTOR or --dashboard FILE",
                    "for example: " + SPEC.examples().get(0));
        }
        return new Wanted(selectors.stream().distinct().toList(), lookback, unresolved);
    }

    /** A step of this line alone asks for evaluated points; one of the session never does so in silence. */
    private static Optional<Duration> step(Arguments arguments, CommandContext context) {
        Optional<Duration> step = context.settings().step();
        String mode = arguments.option("mode").orElse("");
        boolean isOfThisLine = !step.equals(context.session().settings().step());
        return switch (mode) {
            case "" -> isOfThisLine ? step : Optional.empty();
            case "raw" -> Optional.empty();
            case "evaluated" ->
                Optional.of(step.orElseThrow(
                        () -> Failure.usage("evaluated points need a step", "add for example --step 30s")));
            default -> throw Failure.usage("there is no mode '" + mode + "'", "choose raw or evaluated");
        };
    }
}
