package io.promsh.command.intake;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.intake.ImportPlan;
import io.promsh.intake.Sources;
import io.promsh.target.RemoteWriter;
import java.util.List;
import java.util.function.Function;

/** {@code import DIR|FILE... --to DATA_DIR|VOLUME|TARGET}: files of samples become blocks, or go out by remote write. */
public final class ImportCommand implements Command {
    private static final CommandSpec SPEC = new CommandSpec(
            "import",
            CommandGroup.BRING_BACK,
            "DIR|FILE...",
            Completes.FILE,
            "files of samples become blocks of a data directory or volume, or go out by remote write",
            "Reads exports, OpenMetrics and Prometheus text (gzip and zstd too), JSON answers, CSV, blocks, data directories and volume"
                    + " backups. A bad line anywhere is named, and nothing is imported. Samples may come in any order; of"
                    + " several at the same time the last read is kept, and counted where they differ. Blocks are put in"
                    + " place as one step that a crash cannot halve: run the same line again. --start and --end cut.",
            List.of(
                    new OptionSpec("to", "WHERE", "data directory, volume, target or address", Completes.FILE),
                    new OptionSpec(
                            "format",
                            "KIND",
                            "openmetrics, text, json, csv, block, tsdb or archive; else it is looked up",
                            Completes.NOTHING),
                    new OptionSpec(
                            "allow",
                            "RISK",
                            "go on in spite of: recent, expired, future, overlap, space, evaluated, partial",
                            Completes.NOTHING),
                    new OptionSpec("retention", "DURATION", "what the server keeps (default 15d)", Completes.DURATION),
                    new OptionSpec("server", "NAME|URL", "ask this server what it keeps", Completes.TARGET),
                    OptionSpec.toggle("dry-run", "read, build and check, then leave everything as it was"),
                    OptionSpec.toggle("again", "also what was imported before")),
            List.of(
                    "import export/ --to /var/lib/prometheus",
                    "import day.om.gz --to prometheus_data --retention 90d",
                    "import backup.tar.gz --start 2025-08-01 --end 2025-08-03 --to http://mimir:9009/api/v1/push"),
            true);

    private final Function<TargetSpec, RemoteWriter> writers;

    /** @param writers opens the way out by remote write */
    public ImportCommand(Function<TargetSpec, RemoteWriter> writers) {
        this.writers = writers;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        ImportOptions options = ImportOptions.of(arguments, context, SPEC);
        ImportPlan plan = new ImportPlan(
                Sources.of(options.paths(), options.format(), options.allowed()),
                options.window(),
                options.undatedMillis(),
                context.now());
        Destination destination = Destination.of(options.to(), context);
        if (destination instanceof Destination.Directory directory) {
            new IntoDirectory(options, context).run(plan, directory.path());
        } else if (destination instanceof Destination.Receiver receiver) {
            if (receiver.spec().kind().equals("grafana")) {
                throw Failure.usage(
                        "a Grafana takes no samples, and " + receiver.spec().name() + " is one",
                        "name the Prometheus behind it, or its data directory");
            }
            try (RemoteWriter writer = writers.apply(receiver.spec())) {
                new IntoReceiver(options, context).run(plan, writer);
            }
        } else if (destination instanceof Destination.Volume volume) {
            new IntoVolume(options, context).run(plan, volume.name());
        }
    }
}
