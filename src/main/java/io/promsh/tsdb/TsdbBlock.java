package io.promsh.tsdb;

import io.promsh.failure.Failure;
import io.promsh.promql.LabelMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A block on disk, read-only. Opening reads meta.json, maps the index into memory and verifies its tables; series and chunks are read,
 * and their checksums verified, when asked for. Not for several threads at once.
 */
public final class TsdbBlock {
    private final Path folder;
    private final BlockMeta meta;
    private final IndexReader index;
    private final ChunkFiles chunks;
    private final Tombstones tombstones;

    private TsdbBlock(Path folder, BlockMeta meta, IndexReader index, ChunkFiles chunks, Tombstones tombstones) {
        this.folder = folder;
        this.meta = meta;
        this.index = index;
        this.chunks = chunks;
        this.tombstones = tombstones;
    }

    /** Opens the block in {@code folder}. Throws a failure that names the file which is missing or damaged. */
    public static TsdbBlock open(Path folder) {
        BlockMeta meta = meta(folder);
        Path index = folder.resolve("index");
        Path deletions = folder.resolve("tombstones");
        Tombstones tombstones = Files.exists(deletions)
                ? Tombstones.read(MappedFile.of(deletions), deletions.toString())
                : Tombstones.NONE;
        return new TsdbBlock(
                folder,
                meta,
                new IndexReader(MappedFile.of(index), index.toString()),
                new ChunkFiles(folder.resolve("chunks")),
                tombstones);
    }

    /** Reads a block's meta.json alone. */
    public static BlockMeta meta(Path folder) {
        Path file = folder.resolve("meta.json");
        try {
            return MetaJson.read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw MappedFile.failure(file, e);
        }
    }

    /** Returns what meta.json says. */
    public BlockMeta meta() {
        return meta;
    }

    /** Returns the block's folder. */
    public Path folder() {
        return folder;
    }

    /** Returns the bytes that its files take. */
    public long sizeBytes() {
        long own = chunks.sizeBytes();
        for (String name : List.of("index", "meta.json", "tombstones")) {
            own += folder.resolve(name).toFile().length();
        }
        return own;
    }

    /** Returns the number of intervals that are deleted but still on disk. */
    public int deletions() {
        return tombstones.size();
    }

    /** Returns the names of all labels, sorted by bytes. */
    public List<String> labelNames() {
        return index.postings().names();
    }

    /** Returns the values of a label, sorted by bytes. */
    public List<String> labelValues(String name) {
        return index.postings().values(name);
    }

    /** Returns how many series have that value of the label. */
    public int seriesCount(String name, String value) {
        return index.postings().get(name, value).length;
    }

    /**
     * Returns the series that pass all matchers, sorted by labels; all of them for none. Throws a usage failure for a regular
     * expression that cannot be read.
     */
    public List<StoredSeries> series(List<LabelMatcher> matchers) {
        int[] ids = index.select(matchers);
        return Arrays.stream(ids).mapToObj(this::series).toList();
    }

    /** Visits the same series one by one, so that a block of any size fits. */
    public void forEachSeries(List<LabelMatcher> matchers, Consumer<StoredSeries> each) {
        for (int id : index.select(matchers)) {
            each.accept(series(id));
        }
    }

    /** Returns the same series one by one, so that a block of any size fits. */
    Iterator<StoredSeries> iterate(List<LabelMatcher> matchers) {
        return Arrays.stream(index.select(matchers)).mapToObj(this::series).iterator();
    }

    /** Returns how many series pass all matchers. */
    public int countSeries(List<LabelMatcher> matchers) {
        return index.select(matchers).length;
    }

    private StoredSeries series(int id) {
        return new BlockSeries(index.series(id), chunks, tombstones.of(id));
    }

    /** Returns whether the folder is a block by its name, readable or not. */
    public static boolean isBlockFolder(Path folder) {
        Path name = folder.getFileName();
        return name != null && Ulid.isValid(name.toString()) && Files.isDirectory(folder);
    }

    /** Returns the folders of a data directory that are blocks by their name, sorted. Throws a failure when it cannot be listed. */
    public static List<Path> foldersIn(Path directory) {
        try (var all = Files.list(directory)) {
            return all.filter(TsdbBlock::isBlockFolder).sorted().toList();
        } catch (IOException e) {
            Failure failure = MappedFile.failure(directory, e);
            throw failure;
        }
    }
}
