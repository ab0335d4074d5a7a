package io.promsh.tsdb;

import io.promsh.failure.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks a block whole: every checksum, every chunk that the index names, and that the samples which the chunks say to have are as
 * many as meta.json says. The files may come as streams, in any order, as an archive gives them:
 *
 * <pre>{@code
 * BlockCheck check = new BlockCheck("01BX5ZZKBKACTAV9WEVGEMMVRZ");
 * check.file("chunks/000001", stream);
 * check.file("index", stream);
 * check.file("meta.json", stream);
 * BlockReport report = check.finish();
 * }</pre>
 *
 * A stream that fails itself is its reader's failure and is thrown; whatever the bytes are is reported and never thrown.
 */
public final class BlockCheck {
    private static final int MOST_PROBLEMS = 20;

    private final String name;
    private final List<String> problems = new ArrayList<>();
    private final SortedMap<String, ChunkFileCheck> chunkFiles = new TreeMap<>();
    private @Nullable BlockMeta meta;
    private @Nullable IndexReader index;
    private boolean sawMeta;
    private boolean sawIndex;
    private long series;
    private long chunks;
    private long samples;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** Begins the check of the block in a folder called {@code name}. */
    public BlockCheck(String name) {
        this.name = name;
    }

    /** Checks the block in a folder on disk. Throws a failure when a file cannot be read at all. */
    public static BlockReport folder(Path folder) {
        BlockCheck check = new BlockCheck(String.valueOf(folder.getFileName()));
        for (String file : List.of("meta.json", "tombstones")) {
            check.fileIn(folder, file);
        }
        for (Path chunkFile : ChunkFiles.list(folder.resolve("chunks"))) {
            check.fileIn(folder, "chunks/" + chunkFile.getFileName());
        }
        Path index = folder.resolve("index");
        if (Files.exists(index)) {
            check.sawIndex = true;
            check.collect(() -> check.read(MappedFile.of(index)));
        }
        return check.finish();
    }

    /** Checks the block's index, which may be a mapped file: a large one needs no memory then. */
    public void index(ByteBuffer bytes) {
        sawIndex = true;
        collect(() -> read(bytes));
    }

    private void fileIn(Path folder, String relative) {
        Path file = folder.resolve(relative);
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                file(relative, in);
            } catch (IOException e) {
                throw MappedFile.failure(file, e);
            }
        }
    }

    /**
     * Checks one file of the block as far as it can be alone; {@code in} is read to its end and not closed. Files that are no part of
     * a block are passed over.
     *
     * @param relative path from the block's folder, such as {@code chunks/000001}
     */
    public void file(String relative, InputStream in) throws IOException {
        if (relative.equals("meta.json")) {
            sawMeta = true;
            byte[] text = in.readAllBytes();
            collect(() -> meta = MetaJson.read(text, relative));
        } else if (relative.equals("index")) {
            index(ByteBuffer.wrap(in.readAllBytes()));
        } else if (relative.equals("tombstones")) {
            byte[] bytes = in.readAllBytes();
            collect(() -> Tombstones.read(ByteBuffer.wrap(bytes), relative));
        } else if (relative.matches("chunks/[0-9]+")) {
            ChunkFileCheck check = new ChunkFileCheck(relative, this::problem);
            chunkFiles.put(relative, check);
            check.read(new BufferedInputStream(in, 64 * 1024));
        }
    }

    private void read(ByteBuffer bytes) {
        IndexReader reader = new IndexReader(bytes, "index");
        new IndexFrames(bytes, reader.toc(), "index").check();
        reader.postings().checkAll();
        index = reader;
    }

    /** Runs a step whose failure is a finding. */
    private void collect(Runnable step) {
        try {
            step.run();
        } catch (Failure failure) {
            problem(failure.message());
        }
    }

    private void problem(String sentence) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(sentence);
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add("and more");
        }
    }

    /** Compares the files with each other and returns what was found. */
    public BlockReport finish() {
        if (!sawMeta) {
            problem("meta.json is missing");
        }
        if (!sawIndex) {
            problem("index is missing");
        }
        IndexReader reader = index;
        if (reader != null) {
            // By name, which is how references count them.
            List<ChunkFileCheck> files = List.copyOf(chunkFiles.values());
            collect(() -> reader.forEachInFile(
                    entry -> chunks(entry, files), at -> problem("index is damaged: a stray byte at " + at)));
            if (reader.postings().all().length != series) {
                problem("index is damaged: its lists and its series differ in number");
            }
        }
        if (meta != null) {
            compare(meta, reader != null);
        }
        return new BlockReport(name, Optional.ofNullable(meta), series, chunks, samples, problems);
    }

    private void chunks(IndexReader.Entry entry, List<ChunkFileCheck> files) {
        series++;
        for (int i = 0; i < entry.chunks(); i++) {
            chunks++;
            first = Math.min(first, entry.minTimes()[i]);
            last = Math.max(last, entry.maxTimes()[i]);
            long reference = entry.references()[i];
            int file = (int) (reference >>> 32);
            if (file < 0 || file >= files.size()) {
                problem("chunks: file " + (file + 1) + " is missing, " + entry.labels() + " has samples in it");
                continue;
            }
            int count = files.get(file).samplesAt(reference & 0xFFFFFFFFL);
            if (count < 0) {
                problem("chunks: there is no whole chunk of " + entry.labels() + " where the index says");
                continue;
            }
            samples += count;
        }
    }

    private void compare(BlockMeta said, boolean counted) {
        if (!said.ulid().equals(name)) {
            problem("meta.json is that of " + said.ulid());
        }
        if (!counted) {
            return;
        }
        differ("series", said.series(), series);
        differ("chunks", said.chunks(), chunks);
        differ("samples", said.samples(), samples);
        if (chunks > 0 && (first < said.minTime() || last >= said.maxTime())) {
            problem("meta.json says another time than the samples have");
        }
    }

    private void differ(String what, long said, long found) {
        if (said != found) {
            problem("meta.json says " + said + " " + what + ", found " + found);
        }
    }
}
