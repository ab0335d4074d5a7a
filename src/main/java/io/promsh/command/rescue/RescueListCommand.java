package io.promsh.command.rescue;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.command.steps.Undertakings;
import io.promsh.docker.Volume;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.volume.rescue.Find;
import io.promsh.volume.rescue.Finder;
import java.util.List;

/** {@code rescue list}: data that still lives somewhere. */
public final class RescueListCommand implements Command {
    private static final String QUICK = "quick";
    private static final CommandSpec SPEC = CommandSpec.of(
                    "rescue list",
                    CommandGroup.BRING_BACK,
                    "",
                    Completes.NOTHING,
                    "data that is in danger, or lost from view and still there",
                    "Looks through containers' own layers, volumes without a name, volumes that no container uses, containers that a "
                            + "failed recreate left, and volumes of an older project name; recognises what they hold, and counts the "
                            + "samples. Newest first; the last column says what to type. What rescue brought back already is told with the "
                            + "day, and counts as forgotten again as soon as something writes to it.",
                    "rescue list",
                    "rescue list -o json")
            .withOptions(OptionSpec.toggle(QUICK, "only recognises, and counts no samples: nothing is read through"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Undertakings work = Undertakings.of(context, arguments);
        Listing.Builder listing = Listing.of("find", "finds")
                .field("state", "state", Kind.TEXT)
                .field("holds", "holds", Kind.NAME)
                .field("where", "where", Kind.NAME)
                .field("path", "path", Kind.NAME, 4)
                .field("start", "from", Kind.TIME, 3)
                .field("end", "to", Kind.TIME, 2)
                .field("samples", "samples", Kind.NUMBER)
                .field("sizeBytes", "size", Kind.BYTES, 5)
                .field("broughtBack", "brought back", Kind.TIME, 6)
                .field("next", "type", Kind.TEXT);
        boolean isForEyes = !Reports.wantsMachineForm(context);
        Finder finder = new Finder(work.engine(), !arguments.has(QUICK)).with(work.broughtBack());
        for (Find find : finder.find()) {
            boolean isLong = isForEyes && Volume.isAnonymousName(find.name());
            listing.row(
                    find.state(),
                    find.service(),
                    isLong ? find.name().substring(0, 12) : find.name(),
                    find.path(),
                    find.start().orElse(null),
                    find.end().orElse(null),
                    find.samples() < 0 ? null : find.samples(),
                    find.bytes() == 0 ? null : find.bytes(),
                    find.broughtBack().orElse(null),
                    find.next());
        }
        Reports.print(context, listing.build(), List.of());
    }
}
