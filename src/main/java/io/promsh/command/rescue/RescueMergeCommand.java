package io.promsh.command.rescue;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Consent;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.command.steps.ConsoleWatcher;
import io.promsh.command.steps.PlanView;
import io.promsh.command.steps.Undertakings;
import io.promsh.failure.Failure;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Counts;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.rescue.BlockMeta;
import io.promsh.volume.rescue.Merge;
import io.promsh.volume.rescue.MergeReport;
import io.promsh.volume.rescue.MergeSurvey;
import io.promsh.volume.rescue.Merger;
import java.util.List;

/** {@code rescue merge}: orphaned data back into the running server. */
public final class RescueMergeCommand implements Command {
    private static final OptionSpec PLAN = OptionSpec.toggle("plan", "shows what would be done, and does nothing");
    private static final OptionSpec INTO =
            new OptionSpec("into", "SERVICE", "the Prometheus to merge into, where several run", Completes.NOTHING);
    private static final CommandSpec SPEC = new CommandSpec(
            "rescue merge",
            CommandGroup.BRING_BACK,
            "VOLUME|CONTAINER",
            Completes.NOTHING,
            "brings orphaned samples back into the running server",
            "Without a restart: the data is copied, a throw-away server of the same image turns the copy into blocks, they are "
                    + "put into the running server's storage, and it is shown that it counts them. The source is only read. "
                    + "Refuses (exit code 5) what the server would drop at once, and samples that lie ahead of its clock. "
                    + "A second time brings nothing twice.",
            List.of(INTO, PLAN, Consent.YES, Undertakings.SERVER),
            List.of("rescue merge 04c365abd2c3", "rescue merge old_prometheus_data --into prometheus --yes"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String source = arguments.onlyWord(SPEC);
        Undertakings work = Undertakings.of(context, arguments);
        work.repair();
        Merge merge = new MergeSurvey(work.engine()).survey(source, arguments.option(INTO.name()));
        PlanView.lines(merge.plan()).forEach(context.console()::note);
        if (arguments.has(PLAN.name())) {
            return;
        }
        Consent.toGoAhead(context, arguments, "go ahead?");
        ConsoleWatcher watcher = new ConsoleWatcher(context);
        MergeReport report;
        try {
            PlanRun run = new PlanRun(merge.plan(), watcher);
            JournalEntry entry = work.entry("merge");
            work.watchOver(entry);
            report = new Merger(work.engine(), work.servers(), work.journal(), run, merge, entry).merge();
        } catch (Failure failure) {
            throw Undertakings.explained(failure, arguments);
        } finally {
            watcher.wipe();
        }
        work.broughtBack().remember(report.key(), report.mark(), context.now());
        context.console().note(summary(report));
        Reports.print(context, blocks(report), List.of());
    }

    private static Line summary(MergeReport report) {
        String samples = Counts.of(report.samples(), "sample");
        return Line.of(Escaping.visible(report.service()), Style.COMMAND)
                .plus(
                        report.isNew()
                                ? " answers with the " + samples + " of " + Escaping.visible(report.source())
                                        + "; that is untouched, and can be deleted once you have looked"
                                : " had the " + samples + " of " + Escaping.visible(report.source()) + " already",
                        Style.PLAIN);
    }

    private static Listing blocks(MergeReport report) {
        Listing.Builder listing = Listing.of("block", "blocks")
                .field("block", "block", Kind.NAME)
                .field("start", "from", Kind.TIME)
                .field("end", "to", Kind.TIME)
                .field("samples", "samples", Kind.NUMBER)
                .field("sizeBytes", "size", Kind.BYTES, 1);
        for (BlockMeta block : report.blocks()) {
            listing.row(block.ulid(), block.start(), block.end(), block.samples(), block.bytes());
        }
        return listing.build();
    }
}
