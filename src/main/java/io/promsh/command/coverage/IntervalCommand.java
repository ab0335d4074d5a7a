package io.promsh.command.coverage;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.LongReads;
import io.promsh.command.Progresses;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.coverage.IntervalReading;
import io.promsh.coverage.IntervalReport;
import io.promsh.model.PromDuration;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Counts;
import io.promsh.text.Glyphs;
import io.promsh.text.HumanNumbers;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.text.Timestamps;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code interval SELECTOR}: how far apart stored samples are, and how often. */
public final class IntervalCommand implements Command {
    private static final int BAR = 30;

    private static final CommandSpec SPEC = CommandSpec.of(
            "interval",
            CommandGroup.PROVE,
            "SELECTOR",
            Completes.PROMQL,
            "the histogram of the distances between stored samples; the interval measured and configured",
            "Distances that differ by less than a hundredth are one row. Where the interval changed within the window,"
                    + " that is said.",
            "interval --last 24h traffic_vehicles_total",
            "interval -o json up");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String selector = arguments.required(SPEC);
        IntervalReport report = new IntervalReading(
                        context.target(), LongReads.options(context), Progresses.on(context))
                .run(selector, context.window());
        Reports.print(context, listing(report, CoverageRun.glyphs(context)), List.of());
        if (!context.settings().isOn(Setting.QUIET)) {
            notes(report, context);
        }
        CoverageRun.tell(report.read(), context);
    }

    private static Listing listing(IntervalReport report, Glyphs glyphs) {
        Listing.Builder listing = Listing.of("distance", "distances")
                .field("seconds", "distance", Kind.SECONDS)
                .field("count", "count", Kind.NUMBER)
                .field("ratio", "share", Kind.RATIO)
                .field("bar", "", Kind.TEXT, 1);
        long all =
                report.histogram().values().stream().mapToLong(Long::longValue).sum();
        char block = glyphs.levels().charAt(glyphs == Glyphs.UNICODE ? 7 : 6);
        for (Map.Entry<Duration, Long> entry : report.histogram().entrySet()) {
            double share = (double) entry.getValue() / all;
            String bar = String.valueOf(block).repeat((int) Math.max(1, Math.round(share * BAR)));
            listing.row(entry.getKey().toMillis() / 1000.0, entry.getValue(), share, bar);
        }
        return listing.build();
    }

    private static void notes(IntervalReport report, CommandContext context) {
        report.rhythm().ifPresent(rhythm -> {
            note(
                    context,
                    "median " + PromDuration.format(rhythm.median()) + ", mode " + PromDuration.format(rhythm.mode())
                            + " (" + HumanNumbers.percent(rhythm.modeShare()) + "), shortest "
                            + PromDuration.format(rhythm.shortest()) + ", longest "
                            + PromDuration.format(rhythm.longest()) + ", of " + whose(report.series()));
            rhythm.phases()
                    .subList(1, rhythm.phases().size())
                    .forEach(phase -> note(
                            context,
                            "changed to " + PromDuration.format(phase.interval()) + " at "
                                    + Timestamps.dateTime(phase.from().getEpochSecond() * 1000, context.zone())));
        });
        report.configured().ifPresent(configured -> note(context, "configured " + PromDuration.format(configured)));
    }

    /** The table counts the distances of all; these figures are those of one series. */
    private static String whose(int series) {
        return series == 1 ? "1 series" : "the one with most samples of " + Counts.of(series, "series", "series");
    }

    private static void note(CommandContext context, String text) {
        context.console().note(Line.of(text, Style.DIM));
    }
}
