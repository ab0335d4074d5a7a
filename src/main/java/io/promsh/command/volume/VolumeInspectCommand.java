package io.promsh.command.volume;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.docker.Container;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.docker.VolumeUsage;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.PromDuration;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.HumanBytes;
import io.promsh.text.Nearest;
import io.promsh.volume.backup.CatalogueEntry;
import io.promsh.volume.backup.ServerQueries;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.survey.DiskRoom;
import io.promsh.volume.survey.Place;
import io.promsh.volume.survey.Survey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code volume inspect NAME}: one volume, where it lies, who uses it, how long its data is kept, how it is backed up. */
public final class VolumeInspectCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "volume inspect",
            CommandGroup.KEEP,
            "NAME",
            Completes.NOTHING,
            "a volume's mount points, host location, users, retention, disk and backups",
            "NAME may be the beginning of a name, as long as it is the only one. What lies on no volume is named as volume"
                    + " list does: SERVICE:PATH.",
            "volume inspect traffic-monitor_prometheus_data",
            "volume inspect 8abf60");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String wanted = arguments.onlyWord(SPEC);
        VolumeWork work = VolumeWork.begin(context);
        DockerEngine engine = work.engine();
        Place place = find(Survey.of(engine), wanted);
        Listing.Builder listing = Listing.of("property", "properties")
                .field("property", "property", Kind.NAME)
                .field("value", "value", Kind.TEXT);
        listing.row("name", place.name());
        listing.row("verdict", place.verdict().word());
        listing.row("host location", place.location().isEmpty() ? "none" : place.location());
        place.volume().ifPresent(volume -> volume(volume, engine, listing));
        if (!place.twin().isEmpty()) {
            listing.row("twin", place.twin());
        }
        users(engine, place, listing);
        retention(engine, place, listing);
        DiskRoom.of(engine, place)
                .ifPresent(room -> listing.row(
                        "disk",
                        HumanBytes.of((double) room.freeBytes()) + " free of "
                                + HumanBytes.of((double) room.totalBytes())));
        backups(work, place, listing);
        Reports.printAll(context, listing.build());
    }

    private static Place find(List<Place> places, String wanted) {
        List<Place> exact =
                places.stream().filter(place -> place.name().equals(wanted)).toList();
        List<Place> found = exact.isEmpty()
                ? places.stream()
                        .filter(place -> place.name().startsWith(wanted))
                        .toList()
                : exact;
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> names = places.stream().map(Place::name).toList();
        if (found.size() > 1) {
            throw Failure.usage(found.size() + " names begin with " + wanted, "type more of it: volume list");
        }
        throw Failure.failed(
                "there is no volume " + wanted,
                Nearest.of(wanted, names)
                        .map(near -> "did you mean: volume inspect " + near)
                        .orElse("see: volume list"));
    }

    private static void volume(Volume volume, DockerEngine engine, Listing.Builder listing) {
        listing.row("driver", volume.driver());
        new TreeMap<>(volume.options()).forEach((name, value) -> listing.row("option " + name, value));
        new TreeMap<>(volume.labels()).forEach((name, value) -> listing.row("label " + name, value));
        volume.created().ifPresent(at -> listing.row("created", at.toString()));
        VolumeUsage usage = engine.volumeUsage().get(volume.name());
        if (usage != null && usage.sizeBytes() >= 0) {
            listing.row("size", HumanBytes.of((double) usage.sizeBytes()));
        }
    }

    private static void users(DockerEngine engine, Place place, Listing.Builder listing) {
        for (Container container : engine.containers(Map.of())) {
            if (place.users().contains(container.name())) {
                String where = container.mounts().stream()
                        .filter(mount -> mount.name().equals(place.name()))
                        .map(mount -> mount.destination() + (mount.isWritable() ? "" : " (read only)"))
                        .findFirst()
                        .orElse(place.mountedAt());
                listing.row(
                        "mounted by",
                        container.name() + " at " + where + ", " + container.state() + ", image " + container.image());
                container
                        .compose()
                        .ifPresent(compose -> listing.row(
                                "compose", "project " + compose.project() + ", service " + compose.service()));
            }
        }
    }

    private static void retention(DockerEngine engine, Place place, Listing.Builder listing) {
        server(engine, place).ifPresent(server -> {
            try {
                ServerQueries queries = new ServerQueries(engine, server);
                listing.row("retention", PromDuration.format(queries.retention()));
                listing.row("admin interface", queries.hasAdmin() ? "on" : "off: no snapshot for backups");
            } catch (Failure failure) {
                if (failure.kind() == FailureKind.INTERRUPTED) {
                    throw failure;
                }
                listing.row("retention", "not told: " + failure.message());
            }
        });
    }

    /** Returns the running Prometheus whose data lies in a place. */
    static Optional<PrometheusContainer> server(DockerEngine engine, Place place) {
        return engine.containers(Map.of()).stream()
                .filter(container -> place.users().contains(container.name())
                        && container.state().equals("running"))
                .flatMap(container -> engine.container(container.id()).stream())
                .flatMap(detail -> PrometheusContainer.of(detail).stream())
                .filter(server -> server.dataPath().equals(place.mountedAt()))
                .findFirst();
    }

    private static void backups(VolumeWork work, Place place, Listing.Builder listing) {
        List<CatalogueEntry> backups = work.catalogue().of(work.engine().address(), place.name());
        listing.row("backups", Integer.toString(backups.size()));
        if (!backups.isEmpty()) {
            CatalogueEntry last = backups.get(0);
            String verified = last.lastVerified()
                    .map(at -> "verified in depth " + last.depth() + " at " + at)
                    .orElse("not verified");
            listing.row("last backup", last.created() + ", " + verified + ", " + last.file());
        }
    }
}
