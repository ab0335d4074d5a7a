package io.promsh.command.intake;

import io.promsh.command.CommandContext;
import io.promsh.command.Progresses;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.fetch.Progress;
import io.promsh.intake.Built;
import io.promsh.intake.Reading;
import io.promsh.intake.Receipt;
import io.promsh.intake.RemoteSend;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Counts;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.tsdb.BlockMeta;
import io.promsh.tsdb.BuildReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/** What an import says of itself: the blocks as a list, the rest as notes. */
final class ImportView {
    private ImportView() {}

    static ObjDoubleConsumer<Long> progress(CommandContext context) {
        Progress shown = Progresses.on(context);
        return (samples, fraction) -> {
            if (fraction < 1) {
                shown.advanced(fraction, samples);
            } else {
                shown.ended();
            }
        };
    }

    /** Prints the blocks that were put in place, or would have been. */
    static void printBlocks(CommandContext context, Built built, String where, boolean isDryRun) {
        BuildReport report = built.report();
        Listing.Builder listing = Listing.of("block", "blocks")
                .field("ulid", "block", Kind.NAME)
                .field("start", "start", Kind.TIME)
                .field("end", "end", Kind.TIME)
                .field("series", "series", Kind.NUMBER)
                .field("samples", "samples", Kind.NUMBER)
                .field("chunks", "chunks", Kind.NUMBER, 1);
        for (BlockMeta block : report.blocks()) {
            listing.row(
                    block.ulid(),
                    Instant.ofEpochMilli(block.minTime()),
                    Instant.ofEpochMilli(block.maxTime()),
                    block.series(),
                    block.samples(),
                    block.chunks());
        }
        Reports.printAll(context, listing.build());
        String what = Counts.of(report.samples(), "sample") + " of "
                + Counts.of(built.reading().series(), "series", "series") + " in "
                + Counts.of(report.blocks().size(), "block");
        note(context, isDryRun ? what + " would go to " + where + "; nothing was changed" : what + " are in " + where);
        leftOut(built.reading(), report).forEach(phrase -> lost(context, phrase));
        built.reading().notes().forEach(text -> note(context, text));
    }

    static void printSent(CommandContext context, Built built, RemoteSend.Sent sent, String where) {
        Reports.printAll(
                context,
                Listing.of("receiver", "receivers")
                        .field("receiver", "receiver", Kind.NAME)
                        .field("protocol", "remote write", Kind.TEXT)
                        .field("samples", "samples", Kind.NUMBER)
                        .field("stored", "stored", Kind.NUMBER)
                        .field("earlier", "sent before", Kind.NUMBER, 2)
                        .field("requests", "requests", Kind.NUMBER, 3)
                        .field("retries", "retries", Kind.NUMBER, 4)
                        .row(
                                where,
                                sent.protocol(),
                                sent.samples(),
                                sent.stored(),
                                sent.earlier(),
                                sent.requests(),
                                sent.retries())
                        .build());
        if (sent.stored() < sent.samples()) {
            lost(context, Counts.of(sent.samples() - sent.stored(), "sample") + " that the receiver did not store");
        }
        leftOut(built.reading(), built.report()).forEach(phrase -> lost(context, phrase));
    }

    static void printEarlier(CommandContext context, Receipt receipt, Path where) {
        Listing.Builder listing = Listing.of("block", "blocks").field("ulid", "block", Kind.NAME);
        receipt.blocks().forEach(listing::row);
        Reports.printAll(context, listing.build());
        note(context, "this was imported into " + where + " before, whole; --again imports it once more");
    }

    static void printFinished(CommandContext context, Receipt receipt, String where) {
        Listing.Builder listing = Listing.of("block", "blocks").field("ulid", "block", Kind.NAME);
        receipt.blocks().forEach(listing::row);
        Reports.printAll(context, listing.build());
        note(context, "an earlier run had built these blocks; now they are in " + where);
    }

    private static List<String> leftOut(Reading reading, BuildReport report) {
        List<String> phrases = new ArrayList<>();
        if (reading.outside() > 0) {
            phrases.add(Counts.of(reading.outside(), "sample") + " outside --start and --end");
        }
        if (report.duplicates() > 0) {
            phrases.add(Counts.of(report.duplicates(), "sample") + " that stood there twice");
        }
        if (report.conflicts() > 0) {
            phrases.add(Counts.of(report.conflicts(), "sample")
                    + " that another value followed for the same series and time");
        }
        if (reading.exemplars() > 0) {
            phrases.add(Counts.of(reading.exemplars(), "exemplar") + " (blocks hold none)");
        }
        if (reading.histograms() > 0) {
            phrases.add(Counts.of(reading.histograms(), "native histogram sample") + " (only blocks carry them)");
        }
        return phrases;
    }

    private static void lost(CommandContext context, String phrase) {
        context.console().note(Line.of("left out: ", Style.WARNING).plus(phrase, Style.PLAIN));
    }

    private static void note(CommandContext context, String text) {
        if (!context.settings().isOn(Setting.QUIET)) {
            context.console().note(Line.of(Escaping.visible(text), Style.DIM));
        }
    }
}
