package io.promsh.intake;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.intake.read.BadLine;
import io.promsh.intake.read.BadLines;
import io.promsh.text.Counts;
import io.promsh.text.Escaping;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.BuildReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/** Reads everything and builds blocks in a folder that nobody looks at. One bad line anywhere, and there are none. */
public final class BlockBuild {
    private static final int BAD_LINES_SHOWN = 20;

    private final Path folder;
    private final BlockSizes sizes;

    /** Builds in {@code folder}, which exists and is empty. */
    public BlockBuild(Path folder, BlockSizes sizes) {
        this.folder = folder;
        this.sizes = sizes;
    }

    /**
     * Builds. Throws a failure that names the bad lines by file, line and reason, the first {@value #BAD_LINES_SHOWN} of them, and
     * counts the others.
     *
     * @param progress hears of samples read and the fraction done, 0..1
     */
    public Built build(ImportPlan plan, ObjDoubleConsumer<Long> progress) {
        BadLines bad = new BadLines(BAD_LINES_SHOWN);
        ReadProgress watched = new ReadProgress(plan.sizeBytes(), progress);
        try (BlockBuilder builder = new BlockBuilder(folder, sizes, plan.now());
                BuildThread build = new BuildThread(builder, plan.window())) {
            SourceReader reader = new SourceReader(build, bad, plan.undatedMillis(), watched, folder);
            plan.sources().forEach(reader::read);
            if (bad.count() > 0) {
                throw unreadable(bad);
            }
            build.finish();
            Reading reading = reader.reading();
            if (reading.isEmpty()) {
                throw nothing(reading);
            }
            BuildReport report = builder.finish();
            return new Built(reading, report);
        } finally {
            watched.over();
        }
    }

    private static Failure nothing(Reading reading) {
        String message = reading.outside() > 0
                ? "all " + Counts.of(reading.outside(), "sample") + " lie outside the window"
                : "there is no sample to import";
        return Failure.of(FailureKind.FAILED, message, reading.outside() > 0 ? "widen --start and --end" : "");
    }

    private static Failure unreadable(BadLines bad) {
        List<String> lines = new ArrayList<>();
        for (BadLine line : bad.first()) {
            lines.add("  " + Escaping.visible(line.toString()));
        }
        long more = bad.count() - bad.first().size();
        if (more > 0) {
            lines.add("  and " + Counts.grouped(more) + " more");
        }
        return Failure.failed(
                        Counts.of(bad.count(), "line") + " cannot be read, and so nothing was imported",
                        "mend the files, or take those lines out")
                .withDetail(lines);
    }
}
