package io.promsh.command.volume;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Consent;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.failure.Failure;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.volume.backup.Catalogue;
import io.promsh.volume.backup.Restore;
import io.promsh.volume.backup.RestorePlan;
import io.promsh.volume.backup.RestoreReport;
import io.promsh.volume.backup.RestoreWish;
import java.nio.file.Path;
import java.util.List;

/** {@code volume restore FILE NAME}: a backup back into a volume. */
public final class VolumeRestoreCommand implements Command {
    private static final CommandSpec SPEC = new CommandSpec(
                    "volume restore",
                    CommandGroup.KEEP,
                    "FILE NAME",
                    Completes.FILE,
                    "puts a backup into a volume, with its driver, options and labels, and proves it",
                    "The archive is checked first. A volume that is in use or not empty is refused, unless its name is typed"
                            + " (--force NAME in a script): then what is in it is backed up before. A volume that is made"
                            + " gets the labels by which Compose takes it for its own.",
                    List.of(),
                    List.of(
                            "volume restore prometheus_data-20250803T185600Z.tar.gz traffic-monitor_prometheus_data",
                            "volume restore grafana.tar.gz grafana_data --force grafana_data"),
                    true)
            .withOptions(
                    Consent.FORCE,
                    OptionSpec.toggle("keep-links", "also restores symbolic links that lead out of the volume"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        List<String> words = arguments.words();
        if (words.size() != 2) {
            throw Failure.usage("volume restore needs a file and a volume's name", "usage: " + SPEC.usage());
        }
        String volume = words.get(1);
        if (!volume.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
            throw Failure.usage(
                    "'" + volume + "' cannot be the name of a volume", "letters, digits and _ . - make one");
        }
        VolumeWork work = VolumeWork.begin(context);
        Restore restore = new Restore(work.engine(), work.journal(), work.catalogue(), work);
        boolean keepLinks = arguments.has("keep-links");
        Path safety = Catalogue.usualFolder(work.stateFolder());
        RestoreWish asked = new RestoreWish(Path.of(words.get(0)), volume, false, keepLinks, safety, context.now());
        RestoreReport report;
        try {
            RestorePlan plan = restore.plan(asked);
            work.endProgress();
            plan.remarks().forEach(work::note);
            if (plan.needsConsent()) {
                Consent.toLose(context, arguments, volume, plan.losses());
            }
            report = restore.run(
                    new RestoreWish(asked.file(), volume, plan.needsConsent(), keepLinks, safety, context.now()), plan);
        } finally {
            work.endProgress();
        }
        show(report, context);
    }

    private static void show(RestoreReport report, CommandContext context) {
        Listing.Builder listing = Listing.of("property", "properties")
                .field("property", "property", Kind.NAME)
                .field("value", "value", Kind.TEXT);
        listing.row("volume", report.volume());
        listing.row(
                "made",
                report.wasMade() ? "yes, with the driver, options and labels of the backup" : "no, it was there");
        listing.row("files read back", report.files() + ", every checksum is that of the backup");
        listing.row("bytes", Long.toString(report.bytes()));
        report.safety().ifPresent(file -> listing.row("what was in it before", file.toString()));
        Reports.printAll(context, listing.build());
    }
}
