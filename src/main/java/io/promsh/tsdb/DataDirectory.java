package io.promsh.tsdb;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.promql.LabelMatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server's data directory, or a copy of one, looked at from outside: its blocks and, when asked for, its head. Nothing is locked
 * and nothing is changed. A single block's folder is taken for a directory with that block alone.
 */
public final class DataDirectory {
    private final Path folder;
    private final List<TsdbBlock> blocks = new ArrayList<>();
    private final List<Path> unreadable = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final boolean hasHead;
    private @Nullable TsdbHead head;

    private DataDirectory(Path folder, List<Path> blockFolders, boolean hasHead) {
        this.folder = folder;
        this.hasHead = hasHead;
        for (Path block : blockFolders) {
            try {
                blocks.add(TsdbBlock.open(block));
            } catch (Failure failure) {
                unreadable.add(block);
                problems.add(failure.message());
            }
        }
        blocks.sort(Comparator.comparingLong((TsdbBlock block) -> block.meta().minTime())
                .thenComparingLong(block -> block.meta().maxTime()));
    }

    /** Opens a directory. Throws a failure when it is none or has neither blocks nor a log. */
    public static DataDirectory open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Failure.usage("there is no folder " + folder, "name a server's data directory, or a copy of one");
        }
        if (Files.exists(folder.resolve("meta.json")) && Files.exists(folder.resolve("index"))) {
            return new DataDirectory(folder, List.of(folder), false);
        }
        List<Path> blocks = TsdbBlock.foldersIn(folder);
        boolean hasHead = Files.isDirectory(folder.resolve("wal"));
        if (blocks.isEmpty() && !hasHead) {
            throw Failure.of(
                    FailureKind.FAILED,
                    folder + " has neither blocks nor a log",
                    "name the folder that the server's --storage.tsdb.path names");
        }
        return new DataDirectory(folder, blocks, hasHead);
    }

    /** Returns the folder. */
    public Path folder() {
        return folder;
    }

    /** Returns the blocks that could be opened, in order of time. */
    public List<TsdbBlock> blocks() {
        return List.copyOf(blocks);
    }

    /** Returns the folders of the blocks that could not be opened. */
    public List<Path> unreadable() {
        return List.copyOf(unreadable);
    }

    /** Returns why blocks could not be opened and, once the head was asked for, what of it could not be read: a sentence each. */
    public List<String> notes() {
        List<String> all = new ArrayList<>(problems);
        if (head != null) {
            all.addAll(head.notes());
        }
        return all;
    }

    /** Returns whether there is a log beside the blocks. */
    public boolean hasHead() {
        return hasHead;
    }

    /** Reads log and head chunks, once. */
    public TsdbHead head() {
        TsdbHead known = head;
        if (known == null) {
            known = TsdbHead.read(folder);
            head = known;
        }
        return known;
    }

    /**
     * Visits the series of all blocks and of the head that pass all matchers, sorted by labels, each once: its samples are those of
     * all parts, and where parts overlap each sample is there once. Blocks that lie wholly outside the closed range [from, to], in epoch
     * milliseconds, are not looked at.
     */
    public void forEachSeries(List<LabelMatcher> matchers, long from, long to, Consumer<StoredSeries> each) {
        List<Iterator<StoredSeries>> sources = new ArrayList<>();
        for (TsdbBlock block : blocks) {
            if (block.meta().minTime() <= to && from < block.meta().maxTime()) {
                sources.add(block.iterate(matchers));
            }
        }
        if (hasHead) {
            sources.add(head().series(matchers).iterator());
        }
        SeriesJoin.join(sources, each);
    }
}
