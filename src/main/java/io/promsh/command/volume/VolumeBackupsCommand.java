package io.promsh.command.volume;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.docker.Volume;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.volume.backup.CatalogueEntry;
import java.util.List;

/** {@code volume backups}: the backups known here, how deeply each was verified and when. */
public final class VolumeBackupsCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "volume backups",
            CommandGroup.KEEP,
            "[NAME]",
            Completes.NOTHING,
            "the backups known here, with the depth and the date of their verification",
            "Depth 1: checksums, 2: blocks and logs, 3: a server was started on it. NAME keeps those of one volume.",
            "volume backups",
            "volume backups prometheus_data -o json");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String wanted = arguments.raw().strip();
        Listing.Builder listing = Listing.of("backup", "backups")
                .field("volume", "volume", Kind.NAME)
                .field("created", "created", Kind.TIME)
                .field("size", "size", Kind.BYTES)
                .field("consistency", "consistency", Kind.TEXT, 2)
                .field("depth", "depth", Kind.NUMBER)
                .field("verified", "verified", Kind.TIME, 1)
                .field("problem", "problem", Kind.TEXT, 3)
                .field("engine", "engine", Kind.NAME, 4)
                .field("file", "file", Kind.NAME);
        for (CatalogueEntry entry : VolumeWork.offline(context).catalogue().all()) {
            if (wanted.isEmpty() || Volume.means(wanted, entry.volume())) {
                listing.row(
                        entry.volume(),
                        entry.created(),
                        entry.sizeBytes(),
                        entry.consistency().word(),
                        entry.depth(),
                        entry.lastVerified().orElse(null),
                        entry.problem(),
                        entry.engine(),
                        entry.file().toString());
            }
        }
        Reports.print(context, listing.build(), List.of());
    }
}
