package io.promsh.command.export;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.LongReads;
import io.promsh.command.OptionSpec;
import io.promsh.command.Progresses;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.export.ExportedMetric;
import io.promsh.export.FileCheck;
import io.promsh.export.Manifest;
import io.promsh.export.ManifestReader;
import io.promsh.export.SourceCheck;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.fetch.FetchOptions;
import io.promsh.model.SampleKind;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.MetricsTarget;
import io.promsh.text.Counts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code verify DIR}: an export against its manifest, and against a target. */
public final class VerifyCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "verify",
                    CommandGroup.KEEP,
                    "DIR",
                    Completes.FILE,
                    "check an export against its manifest, and with --against TARGET against the source",
                    "Every file's size and checksum (exit code 1 when one is wrong). With --against each metric is read"
                            + " again from the target: series, samples, first and last, and a fingerprint of labels,"
                            + " times and values (exit code 7 when one differs).",
                    "verify traffic",
                    "verify traffic --against http://localhost:9090")
            .withOptions(new OptionSpec("against", "TARGET", "a target to compare with", Completes.TARGET));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Path folder = Path.of(arguments.onlyWord(SPEC));
        Manifest manifest = ManifestReader.read(folder);
        List<FileCheck> files = FileCheck.of(folder, manifest);
        List<SourceCheck> sources = arguments
                .option("against")
                .map(target -> sources(manifest, target, context))
                .orElseGet(List::of);
        Reports.printAll(context, listing(files, sources));
        long wrong = files.stream().filter(check -> !check.isGood()).count();
        if (wrong > 0) {
            throw Failure.failed(
                    Counts.of(wrong, "file") + " of " + files.size() + " not as the manifest says",
                    "export again into another folder");
        }
        long different = sources.stream().filter(check -> !check.isSame()).count();
        if (different > 0) {
            throw Failure.of(
                    FailureKind.PARTIAL,
                    Counts.of(different, "metric") + " of " + sources.size() + " not as the source has them",
                    isResampled(manifest)
                            ? "the export holds resampled points, which are not the samples that are stored"
                            : "samples that came late, were deleted or are past retention differ");
        }
    }

    private static boolean isResampled(Manifest manifest) {
        return manifest.kind().equals(SampleKind.RESAMPLED.word());
    }

    private static List<SourceCheck> sources(Manifest manifest, String name, CommandContext context) {
        MetricsTarget target = context.session().target(context.settings().with(Setting.TARGET, name));
        FetchOptions options = LongReads.options(context);
        ExecutorService executor = Executors.newCachedThreadPool(task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<SourceCheck> checks = new ArrayList<>();
            for (ExportedMetric metric : manifest.metrics()) {
                checks.add(SourceCheck.of(metric, manifest.plan(), target, options, Progresses.on(context), executor));
            }
            return checks;
        } finally {
            executor.shutdownNow();
        }
    }

    private static Listing listing(List<FileCheck> files, List<SourceCheck> sources) {
        Listing.Builder listing = Listing.of("check", "checks")
                .field("name", "name", Kind.NAME)
                .field("check", "check", Kind.TEXT)
                .field("state", "state", Kind.STATE)
                .field("series", "series", Kind.NUMBER, 2)
                .field("samples", "samples", Kind.NUMBER, 1)
                .field("detail", "detail", Kind.TEXT);
        for (FileCheck check : files) {
            listing.row(
                    check.file().name(),
                    "file",
                    check.isGood() ? "ok" : "failed",
                    check.file().series(),
                    check.file().samples(),
                    check.detail());
        }
        for (SourceCheck check : sources) {
            listing.row(
                    check.metric(),
                    "source",
                    check.isSame() ? "ok" : "failed",
                    check.source().series(),
                    check.source().samples(),
                    check.difference());
        }
        return listing.build();
    }
}
