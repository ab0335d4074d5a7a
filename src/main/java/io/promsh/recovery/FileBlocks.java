package io.promsh.recovery;

import io.promsh.failure.Failure;
import io.promsh.intake.BlockBuild;
import io.promsh.intake.ImportPlan;
import io.promsh.intake.ImportWindow;
import io.promsh.intake.Sources;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Exports, OpenMetrics files, tables and backup archives as sources: read once into blocks that lie in the user's folder, and from then
 * on a data directory like any other.
 */
final class FileBlocks {
    static final String PREFIX = "source-";

    private static final String WHOLE = "whole";

    private FileBlocks() {}

    /** Returns a data directory with what a path holds: the path itself where it is one. */
    static Path of(Path path, Path folder, Instant now) {
        boolean isData = Files.isDirectory(path)
                && (Files.isDirectory(path.resolve("wal"))
                        || Files.exists(path.resolve("meta.json"))
                        || !TsdbBlock.foldersIn(path).isEmpty());
        if (isData) {
            return path;
        }
        ImportPlan plan = new ImportPlan(
                Sources.of(List.of(path), Optional.empty()), ImportWindow.ALL, OptionalLong.empty(), now);
        Path blocks = folder.resolve(PREFIX + plan.id());
        try {
            if (!Files.exists(blocks.resolve(WHOLE))) {
                DirectoryPlace.delete(blocks);
                Files.createDirectories(blocks);
                new BlockBuild(blocks, BlockSizes.usual(now)).build(plan, (samples, fraction) -> {});
                Files.createFile(blocks.resolve(WHOLE));
            }
        } catch (IOException e) {
            throw Failure.failed("cannot write " + blocks + ": " + e.getMessage(), "check the disk")
                    .withCause(e);
        }
        return blocks;
    }
}
