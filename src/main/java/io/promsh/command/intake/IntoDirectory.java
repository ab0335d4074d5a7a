package io.promsh.command.intake;

import io.promsh.command.CommandContext;
import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.intake.BlockBuild;
import io.promsh.intake.Built;
import io.promsh.intake.DataDirectory;
import io.promsh.intake.ImportPlan;
import io.promsh.intake.Preflight;
import io.promsh.intake.Receipt;
import io.promsh.model.PromDuration;
import io.promsh.tsdb.BlockMeta;
import io.promsh.tsdb.BlockSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds blocks and puts them into a data directory. */
final class IntoDirectory {
    static final Duration DEFAULT_RETENTION = Duration.ofDays(15);

    private final ImportOptions options;
    private final CommandContext context;

    IntoDirectory(ImportOptions options, CommandContext context) {
        this.options = options;
        this.context = context;
    }

    void run(ImportPlan plan, Path path) {
        if (!Files.isDirectory(path)) {
            throw Failure.usage(
                    "there is no directory " + path,
                    "create it first, as the user that the server runs as: mkdir -p " + path);
        }
        Optional<Duration> known = options.retention().isPresent() ? options.retention() : asked();
        Duration retention = known.orElse(DEFAULT_RETENTION);
        try (DataDirectory directory = DataDirectory.open(path)) {
            String id = plan.id();
            Optional<Receipt> before = directory.receipt(id);
            if (before.isPresent() && !options.isAgain()) {
                ImportView.printEarlier(context, before.get(), path);
                return;
            }
            new Preflight(plan.now(), options.allowed())
                    .space(plan.sources(), directory.freeBytes())
                    .decide();
            // The server merges up to a tenth of its retention.
            BlockSizes sizes = BlockSizes.upTo(retention.dividedBy(10), plan.now());
            Built built = new BlockBuild(directory.work(), sizes).build(plan, ImportView.progress(context));
            List<BlockMeta> fresh = built.report().blocks();
            List<BlockMeta> existing = directory.blocks();
            new Preflight(plan.now(), options.allowed())
                    .times(built.reading().earliest(), built.reading().latest())
                    .retention(fresh, existing, retention, known.isEmpty())
                    .overlap(fresh, existing)
                    .decide();
            if (!options.isDryRun()) {
                directory.place(id, fresh);
            }
            ImportView.printBlocks(context, built, path.toString(), options.isDryRun());
        }
    }

    /** Asks a server what it keeps, where one is named. */
    private Optional<Duration> asked() {
        if (options.server().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> flags = context.session()
                .target(context.settings().with(Setting.TARGET, options.server().get()))
                .flags();
        String told = flags.getOrDefault("storage.tsdb.retention.time", "");
        if (told.isEmpty() || told.equals("0s")) {
            told = flags.getOrDefault("storage.tsdb.retention", "");
        }
        return told.isEmpty() || told.equals("0s") ? Optional.empty() : Optional.of(PromDuration.parse(told));
    }
}
