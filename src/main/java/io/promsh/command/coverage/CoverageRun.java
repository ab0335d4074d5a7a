package io.promsh.command.coverage;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandSpec;
import io.promsh.command.LongReads;
import io.promsh.command.Progresses;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.coverage.CoverageReading;
import io.promsh.coverage.CoverageReport;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.fetch.FetchReport;
import io.promsh.model.TimeRange;
import io.promsh.text.Escaping;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.time.Duration;

/** What the commands of coverage share: reading, showing, telling, judging. */
final class CoverageRun {
    /** A server may be a little ahead of this machine. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private CoverageRun() {}

    static CoverageReport of(Arguments arguments, CommandContext context, CommandSpec spec) {
        CoverageReport report = new CoverageReading(
                        context.target(), LongReads.options(context), Progresses.on(context))
                .run(new CoverageArguments(arguments, context).query(spec));
        if (report.present() == 0 && context.settings().isOn(Setting.FAIL_ON_EMPTY)) {
            throw Failure.of(FailureKind.NO_DATA, "no sample in the window", "find out why with: explain SELECTOR");
        }
        return report;
    }

    /** Draws a report for a person, and says in any case what may make it wrong. */
    static void show(CoverageReport report, CommandContext context) {
        CoverageView view = new CoverageView(
                report,
                context.console().width(),
                glyphs(context),
                context.zone(),
                context.settings().limit().orElse(0));
        if (!Reports.wantsMachineForm(context)) {
            context.console().page(view.lines());
        }
        if (!context.settings().isOn(Setting.QUIET)) {
            view.notes().forEach(note -> context.console().note(Line.of(Escaping.visible(note), Style.DIM)));
        }
        tellOfTheFuture(report.window(), context);
        tell(report.read(), context);
    }

    /** What is still to come looks like a loss: nobody was there to scrape it. */
    static void tellOfTheFuture(TimeRange window, CommandContext context) {
        if (!window.end().isAfter(context.now().plus(CLOCKS_DIFFER))) {
            return;
        }
        String text = window.start().isBefore(context.now())
                ? "the window ends in the future: what is still to come counts as missing; give --end now"
                : "the window lies in the future: nothing can be there yet; are --start and --end right?";
        context.console().note(Line.of("warning: ", Style.WARNING).plus(text, Style.PLAIN));
    }

    static void tell(FetchReport read, CommandContext context) {
        for (String warning : read.warnings()) {
            context.console().note(Line.of("warning: ", Style.WARNING).plus(Escaping.visible(warning), Style.PLAIN));
        }
        if (!context.settings().isOn(Setting.QUIET)) {
            read.infos().forEach(info -> context.console().note(Line.of("info: " + Escaping.visible(info), Style.DIM)));
        }
        boolean doubtful = read.partial() || !read.warnings().isEmpty();
        if (doubtful && context.settings().isOn(Setting.STRICT)) {
            throw Failure.of(
                    FailureKind.PARTIAL,
                    read.partial() ? "the answer is partial" : "the answer came with warnings",
                    "without --strict it is only told");
        }
    }

    static Glyphs glyphs(CommandContext context) {
        return Glyphs.of(context.console().isUnicode());
    }
}
