package io.promsh.command.tsdb;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.tsdb.BlockCheck;
import io.promsh.tsdb.BlockMeta;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.TsdbBlock;
import io.promsh.tsdb.TsdbHead;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code tsdb list DIR}: the blocks of a data directory. */
public final class TsdbListCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "tsdb list",
                    CommandGroup.PROVE,
                    "DIR",
                    Completes.FILE,
                    "the blocks of a data directory",
                    "DIR is the folder that a server's --storage.tsdb.path names, a copy of it, or a snapshot. Nothing is changed"
                            + " and no server is needed; the log is read too, as the row head.",
                    "tsdb list /var/lib/prometheus",
                    "tsdb list --check backup/data")
            .withOptions(OptionSpec.toggle("check", "read every byte and verify it; exit code 7 when one is wrong"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        TsdbTarget target = TsdbTarget.of(arguments, SPEC, context);
        DataDirectory directory = DataDirectory.open(target.folder());
        boolean check = arguments.has("check");
        List<String> problems = new ArrayList<>();
        Listing.Builder listing = Listing.of("block", "blocks")
                .field("block", "block", Kind.NAME)
                .field("start", "start", Kind.TIME)
                .field("end", "end", Kind.TIME)
                .field("samples", "samples", Kind.NUMBER)
                .field("series", "series", Kind.NUMBER)
                .field("chunks", "chunks", Kind.NUMBER, 3)
                .field("bytes", "size", Kind.BYTES, 1)
                .field("level", "level", Kind.NUMBER, 4)
                .field("deletions", "deletions", Kind.NUMBER, 5)
                .field("state", "state", Kind.STATE, 2);
        for (TsdbBlock block : directory.blocks()) {
            row(listing, block, check ? check(block.folder(), problems) : "ok");
        }
        for (Path damaged : directory.unreadable()) {
            listing.row(
                    String.valueOf(damaged.getFileName()), null, null, null, null, null, null, null, null, "damaged");
            if (check) {
                check(damaged, problems);
            }
        }
        boolean isDamaged = !problems.isEmpty() || !directory.unreadable().isEmpty();
        if (directory.hasHead()) {
            head(listing, directory.head());
        }
        Reports.print(context, listing.build(), List.of());
        problems.addAll(directory.notes());
        tell(context, problems);
        if (isDamaged && check) {
            throw Failure.of(
                    FailureKind.PARTIAL, "not all of " + target.folder() + " is whole", "restore what is damaged");
        }
    }

    private static void row(Listing.Builder listing, TsdbBlock block, String state) {
        BlockMeta meta = block.meta();
        listing.row(
                meta.ulid(),
                Instant.ofEpochMilli(meta.minTime()),
                Instant.ofEpochMilli(meta.maxTime()),
                meta.samples(),
                meta.series(),
                meta.chunks(),
                block.sizeBytes(),
                meta.level(),
                block.deletions(),
                state);
    }

    private static String check(Path block, List<String> problems) {
        List<String> found = BlockCheck.folder(block).problems();
        found.forEach(problem -> problems.add(block.getFileName() + ": " + problem));
        return found.isEmpty() ? "ok" : "damaged";
    }

    private static void head(Listing.Builder listing, TsdbHead head) {
        long[] figures = new long[2];
        head.series(List.of()).forEach(series -> {
            figures[0] += series.count();
            figures[1]++;
        });
        listing.row(
                "head",
                head.minTime().map(Instant::ofEpochMilli).orElse(null),
                head.maxTime().map(last -> Instant.ofEpochMilli(last + 1)).orElse(null),
                figures[0],
                figures[1],
                null,
                null,
                null,
                null,
                head.notes().isEmpty() ? "ok" : "partial");
    }

    static void tell(CommandContext context, List<String> problems) {
        for (String problem : problems) {
            context.console().note(Line.of("warning: ", Style.WARNING).plus(Escaping.visible(problem), Style.PLAIN));
        }
    }
}
