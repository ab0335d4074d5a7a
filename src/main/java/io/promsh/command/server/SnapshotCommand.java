package io.promsh.command.server;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.MetricsTarget;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.List;

/** {@code snapshot}: the server's own consistent copy of its blocks. */
public final class SnapshotCommand implements Command {
    private static final CommandSpec SPEC = new CommandSpec(
            "snapshot",
            CommandGroup.KEEP,
            "",
            Completes.NOTHING,
            "the server writes a consistent copy of its blocks, where its admin interface is on",
            "The copy lies below the server's data directory and costs little until blocks are compacted: then it keeps"
                    + " the old ones on disk until you delete it. Without the head it lacks the last two to three hours."
                    + " To carry a copy elsewhere, with checksums: volume backup.",
            List.of(OptionSpec.toggle("skip-head", "leave out what is not yet in blocks")),
            List.of("snapshot", "snapshot --skip-head"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        MetricsTarget target = context.target();
        String name = target.snapshot(!arguments.has("skip-head"));
        String data = target.flags().getOrDefault("storage.tsdb.path", "");
        Listing.Builder listing = Listing.of("snapshot", "snapshots")
                .field("name", "name", Kind.NAME)
                .field("folder", "folder on the server", Kind.TEXT);
        listing.row(name, (data.isEmpty() ? "" : data.replaceAll("/+$", "") + "/") + "snapshots/" + name);
        Reports.printAll(context, listing.build());
        if (!context.settings().isOn(Setting.QUIET)) {
            context.console()
                    .note(Line.of(
                            "it keeps these blocks on disk: delete the folder when it is no longer needed", Style.DIM));
        }
    }
}
