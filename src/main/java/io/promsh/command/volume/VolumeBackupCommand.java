package io.promsh.command.volume;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.command.steps.Undertakings;
import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.HumanDuration;
import io.promsh.volume.archive.Packing;
import io.promsh.volume.backup.Backup;
import io.promsh.volume.backup.BackupReport;
import io.promsh.volume.backup.BackupWish;
import io.promsh.volume.backup.BackupWish.How;
import io.promsh.volume.backup.Catalogue;
import io.promsh.volume.backup.CatalogueEntry;
import io.promsh.volume.backup.Retention;
import io.promsh.volume.backup.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code volume backup NAME}: an archive with checksums of a volume that may be in use. */
public final class VolumeBackupCommand implements Command {
    private static final CommandSpec SPEC = new CommandSpec(
                    "volume backup",
                    CommandGroup.KEEP,
                    "NAME",
                    Completes.NOTHING,
                    "an archive of a volume with checksums, consistent though it is in use, and verified",
                    "A Prometheus is read from its own snapshot where its admin interface is on; else it is paused for a few"
                            + " seconds, or read live and the copy thrown away when a compaction fell into it. Databases"
                            + " are read stopped (--stop). Plain tar opens the file, and sha256sum -c files.sha256"
                            + " checks it. Without --out it goes to promsh's state folder.",
                    List.of(),
                    List.of(
                            "volume backup traffic-monitor_prometheus_data",
                            "volume backup grafana_data --out /srv/backups --keep 7",
                            "volume backup pg_data --stop",
                            "volume backup prometheus_data --out /srv/backups --keep 7 --schedule daily"),
                    true)
            .withOptions(
                    new OptionSpec(
                            "out", "FILE", "a folder, or a file that ends in .tar.gz or .tar.zst", Completes.FILE),
                    Undertakings.SERVER,
                    OptionSpec.toggle("live", "neither pauses nor stops anything"),
                    OptionSpec.toggle("stop", "stops what uses the volume, copies, and starts it again"),
                    new OptionSpec("pause", "DURATION", "the longest pause allowed (default 10s)", Completes.DURATION),
                    OptionSpec.toggle("fast", "stores without packing: less time, more room"),
                    OptionSpec.toggle("zstd", "packs with the program zstd: quicker and smaller, and tar opens it too"),
                    OptionSpec.toggle("no-verify", "does not read the file back"),
                    new OptionSpec(
                            "keep",
                            "N",
                            "removes older backups of the volume, never the only verified one",
                            Completes.NOTHING),
                    new OptionSpec(
                            "schedule",
                            "WHEN",
                            "prints a systemd timer and a cron line for this line: hourly, daily or weekly",
                            Completes.NOTHING));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String typed = arguments.onlyWord(SPEC);
        int keep = keep(arguments);
        Path stateFolder = context.session().stateFolder();
        Path destination = arguments.option("out").map(Path::of).orElse(Catalogue.usualFolder(stateFolder));
        if (arguments.has("schedule")) {
            schedule(arguments, context, typed, destination);
            return;
        }
        How how = how(arguments);
        Duration pause = arguments.option("pause").map(PromDuration::parse).orElse(Duration.ofSeconds(10));
        Packing packing = packing(arguments, destination);
        VolumeWork work = VolumeWork.begin(context);
        String volume = work.named(typed);
        BackupWish wish =
                new BackupWish(volume, destination, how, pause, packing, !arguments.has("no-verify"), context.now());
        BackupReport report;
        try {
            report = new Backup(
                            work.engine(),
                            work.journal(),
                            work.catalogue(),
                            Undertakings.named(context, arguments),
                            work)
                    .make(wish);
        } finally {
            work.endProgress();
        }
        if (report.check().map(check -> check.isGood()).orElse(keep > 0)) {
            forget(keep, volume, work);
        }
        show(report, context);
    }

    private static How how(Arguments arguments) {
        if (arguments.has("live") && arguments.has("stop")) {
            throw Failure.usage("--live and --stop exclude each other", "leave both out for the gentlest sound way");
        }
        return arguments.has("live") ? How.LIVE : arguments.has("stop") ? How.STOP : How.BY_CHOICE;
    }

    /** A file's name tells as well. */
    private static Packing packing(Arguments arguments, Path destination) {
        boolean isNamedSo = destination.toString().endsWith(Packing.ZSTD.suffix());
        boolean isZstd = arguments.has("zstd") || isNamedSo;
        if (isZstd && arguments.has("fast")) {
            throw Failure.usage("--fast does not pack, and zstd does", "leave one of them out");
        }
        if (isZstd && destination.toString().matches(".*\\.(tar\\.gz|tgz)")) {
            throw Failure.usage("a file that zstd packs is no .tar.gz", "end its name in .tar.zst");
        }
        return isZstd ? Packing.ZSTD : arguments.has("fast") ? Packing.STORED : Packing.GZIP;
    }

    private static int keep(Arguments arguments) {
        String typed = arguments.option("keep").orElse("0");
        boolean isNumber = typed.matches("[0-9]{1,6}");
        if (!isNumber || (arguments.has("keep") && Integer.parseInt(typed) == 0)) {
            throw Failure.usage("--keep takes a number from 1 on, not '" + typed + "'", "for example --keep 7");
        }
        return Integer.parseInt(typed);
    }

    private static void forget(int keep, String volume, VolumeWork work) {
        if (keep == 0) {
            return;
        }
        Catalogue catalogue = work.catalogue();
        for (CatalogueEntry old : Retention.tooMany(catalogue.of(work.engine().address(), volume), keep)) {
            try {
                Files.deleteIfExists(old.file());
                catalogue.forget(old.file());
                work.note("removed " + old.file() + " (--keep " + keep + ")");
            } catch (IOException e) {
                work.note("cannot remove " + old.file() + ": " + e.getMessage());
            }
        }
    }

    private static void schedule(Arguments arguments, CommandContext context, String volume, Path destination) {
        String when = arguments.option("schedule").orElse("");
        StringBuilder line = new StringBuilder("volume backup " + volume + " --out "
                + word(destination.toAbsolutePath().normalize().toString()));
        for (String option : List.of("keep", "pause", "server")) {
            arguments.option(option).ifPresent(value -> line.append(" --" + option + " " + value));
        }
        for (String toggle : List.of("live", "stop", "fast", "zstd", "no-verify")) {
            line.append(arguments.has(toggle) ? " --" + toggle : "");
        }
        Schedule.of(volume, when, line.toString()).forEach(context.console().out()::println);
    }

    /** Returns a word as it is typed: in quotes where it has blanks, quotes or what ends a line. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9_./:@%+=,~-]+")
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void show(BackupReport report, CommandContext context) {
        Listing.Builder listing = Listing.of("property", "properties")
                .field("property", "property", Kind.NAME)
                .field("value", "value", Kind.TEXT);
        listing.row("file", report.file().toString());
        listing.row("size", Long.toString(report.sizeBytes()));
        listing.row("verified", report.check().isPresent() ? "checksums and structure, read back from disk" : "no");
        listing.row("paused or stopped", report.halted().isZero() ? "no" : HumanDuration.of(report.halted()));
        if (report.check().isPresent()) {
            CheckView.rows(report.check().get(), listing);
        } else {
            listing.row("files", Long.toString(report.manifest().files()));
            listing.row("consistency", report.manifest().consistency().word());
        }
        Reports.printAll(context, listing.build());
        report.check().ifPresent(check -> CheckView.judge(context, check));
    }
}
