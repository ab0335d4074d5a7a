package io.promsh.command.volume;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.VolumeUsage;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.render.Sparkline;
import io.promsh.text.Glyphs;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.survey.DiskRoom;
import io.promsh.volume.survey.Growth;
import io.promsh.volume.survey.Place;
import io.promsh.volume.survey.PrometheusUsage;
import io.promsh.volume.survey.Survey;
import io.promsh.volume.survey.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** {@code volume usage}: how the volumes in use grow, and how long the disk will hold out. */
public final class VolumeUsageCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "volume usage",
            CommandGroup.KEEP,
            "[NAME]",
            Completes.NOTHING,
            "usage over time, growth a day, disk left and the days until it is full",
            "Of a Prometheus from its own metrics over the window (it must scrape itself for a past): samples taken in, bytes"
                    + " a sample of its blocks, and the age of its oldest sample against the retention. Days left are"
                    + " shown only where the disk is full before the retention is reached.",
            "volume usage",
            "volume usage --last 30d",
            "volume usage traffic-monitor_prometheus_data -o json");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String wanted = arguments.raw().strip();
        VolumeWork work = VolumeWork.begin(context);
        DockerEngine engine = work.engine();
        Map<String, VolumeUsage> sizes = engine.volumeUsage();
        Listing.Builder listing = Listing.of("volume", "volumes")
                .field("name", "name", Kind.NAME)
                .field("service", "service", Kind.NAME, 5)
                .field("size", "size", Kind.BYTES)
                .field("history", "trend", Reports.wantsMachineForm(context) ? Kind.LIST : Kind.TEXT, 1)
                .field("sizeBefore", "size before", Kind.BYTES, 4)
                .field("samplesPerSecond", "samples/s", Kind.NUMBER, 6)
                .field("bytesPerSample", "bytes a sample", Kind.NUMBER, 7)
                .field("bytesPerDay", "growth a day", Kind.BYTES, 2)
                .field("diskFree", "disk free", Kind.BYTES)
                .field("daysLeft", "days left", Kind.NUMBER)
                .field("outlook", "outlook", Kind.TEXT, 3);
        boolean found = false;
        for (Place place : Survey.of(engine)) {
            boolean isMeant = wanted.isEmpty()
                    ? place.volume().isPresent() && place.verdict() != Verdict.UNUSED && place.verdict() != Verdict.TWIN
                    : place.name().startsWith(wanted);
            if (isMeant) {
                found = true;
                row(context, engine, place, sizes.get(place.name()), listing);
            }
        }
        if (!found && !wanted.isEmpty()) {
            throw Failure.failed("there is no volume " + wanted, "see: volume list");
        }
        Reports.print(context, listing.build(), List.of());
    }

    private static void row(
            CommandContext context,
            DockerEngine engine,
            Place place,
            @Nullable VolumeUsage size,
            Listing.Builder listing) {
        Optional<DiskRoom> room = DiskRoom.of(engine, place);
        Optional<PrometheusUsage> usage =
                VolumeInspectCommand.server(engine, place).flatMap(server -> ask(context, engine, server, room));
        Growth growth = usage.map(PrometheusUsage::growth).orElse(null);
        Double before = usage.flatMap(VolumeUsageCommand::first).orElse(null);
        listing.row(
                place.name(),
                place.service(),
                size == null || size.sizeBytes() < 0 ? null : size.sizeBytes(),
                usage.map(known -> history(context, known)).orElse(null),
                before,
                growth == null ? null : growth.samplesPerSecond(),
                growth == null ? null : growth.bytesPerSample(),
                growth == null ? null : growth.bytesPerDay(),
                room.map(DiskRoom::freeBytes).orElse(null),
                growth == null ? null : growth.daysLeftIfAny().orElse(null),
                growth == null ? "unknown: no metrics of its own" : growth.outlook());
    }

    private static Optional<PrometheusUsage> ask(
            CommandContext context, DockerEngine engine, PrometheusContainer server, Optional<DiskRoom> room) {
        OptionalDouble free =
                room.isPresent() ? OptionalDouble.of((double) room.get().freeBytes()) : OptionalDouble.empty();
        Duration window = context.window().length();
        try {
            return Optional.of(PrometheusUsage.ask(engine, server, free, context.now(), window));
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private static Optional<Double> first(PrometheusUsage usage) {
        return usage.history().stream().filter(bytes -> !Double.isNaN(bytes)).findFirst();
    }

    /** Returns a line of bars for eyes, and the bytes at 24 times over the window, the oldest first, for programs. */
    private static Object history(CommandContext context, PrometheusUsage usage) {
        if (Reports.wantsMachineForm(context)) {
            return usage.history().stream()
                    .map(bytes -> bytes.isNaN() ? "" : Long.toString(Math.round(bytes)))
                    .toList();
        }
        Glyphs glyphs = context.console().isUnicode() ? Glyphs.UNICODE : Glyphs.ASCII;
        double[] values =
                usage.history().stream().mapToDouble(Double::doubleValue).toArray();
        return Sparkline.of(values, glyphs);
    }
}
