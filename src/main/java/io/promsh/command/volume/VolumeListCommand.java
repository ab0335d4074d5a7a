package io.promsh.command.volume;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.docker.Volume;
import io.promsh.docker.VolumeUsage;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.volume.backup.CatalogueEntry;
import io.promsh.volume.survey.Place;
import io.promsh.volume.survey.Survey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code volume list}: every place that holds state, and what would become of it. */
public final class VolumeListCommand implements Command {
    /** The engine reads every file to tell sizes; the list does not wait for that. */
    private static final Duration SIZES_WITHIN = Duration.ofMillis(500);

    private static final CommandSpec SPEC = CommandSpec.of(
                    "volume list",
                    CommandGroup.KEEP,
                    "",
                    Completes.NOTHING,
                    "volumes, and state that lies on none: verdict, size, users, project, last backup",
                    "Verdicts: persistent; anonymous (a recreate orphans it); bind; tmpfs and writable layer (gone with the"
                            + " container); unused; twin (unused, but another project has one of the same name)."
                            + " Sizes are left out where the engine takes long to tell them (--sizes waits).",
                    "volume list",
                    "volume list --sizes",
                    "volume list -o json | jq '.[] | select(.verdict == \"anonymous\")'")
            .withOptions(OptionSpec.toggle("sizes", "waits until the engine has measured all sizes"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        VolumeWork work = VolumeWork.begin(context);
        Sizes sizes = Sizes.ask(work.engine());
        List<Place> places = Survey.of(work.engine());
        Map<String, Instant> backups = new HashMap<>();
        for (CatalogueEntry entry : work.catalogue().all()) {
            if (entry.engine().equals(work.engine().address())) {
                backups.putIfAbsent(entry.volume(), entry.created());
            }
        }
        Map<String, VolumeUsage> measured = arguments.has("sizes") ? sizes.all() : sizes.within(SIZES_WITHIN);
        Listing.Builder listing = Listing.of("place", "places")
                .field("name", "name", Kind.NAME)
                .field("verdict", "verdict", Kind.TEXT)
                .field("size", "size", Kind.BYTES)
                .field("service", "service", Kind.NAME, 1)
                .field("project", "project", Kind.NAME, 2)
                .field("users", "users", Kind.LIST, 5)
                .field("driver", "driver", Kind.TEXT, 7)
                .field("mountedAt", "mounted at", Kind.NAME, 6)
                .field("twin", "twin", Kind.NAME, 4)
                .field("created", "created", Kind.TIME, 8)
                .field("lastBackup", "last backup", Kind.TIME, 3);
        boolean isForEyes = !Reports.wantsMachineForm(context);
        for (Place place : places) {
            boolean isLong = isForEyes && Volume.isAnonymousName(place.name());
            VolumeUsage usage = measured.get(place.name());
            listing.row(
                    isLong ? place.name().substring(0, 12) : place.name(),
                    place.verdict().word(),
                    usage == null || usage.sizeBytes() < 0 ? null : usage.sizeBytes(),
                    place.service(),
                    place.project(),
                    place.users(),
                    place.driver(),
                    place.mountedAt(),
                    place.twin(),
                    place.volume().flatMap(Volume::created).orElse(null),
                    backups.get(place.name()));
        }
        Reports.print(context, listing.build(), List.of());
        if (measured.isEmpty()
                && places.stream().anyMatch(place -> place.volume().isPresent())) {
            work.note("the engine still measures the sizes; to wait for them: volume list --sizes");
        }
    }
}
