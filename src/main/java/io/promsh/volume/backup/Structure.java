package io.promsh.volume.backup;

import io.promsh.tsdb.BlockCheck;
import io.promsh.tsdb.BlockReport;
import io.promsh.tsdb.HeadChunkCheck;
import io.promsh.volume.sqlite.DatabaseFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the files of an archive that are known from inside, as they come. Memory is bounded by the largest block, whose chunks'
 * places are remembered until the next one begins.
 */
final class Structure implements AutoCloseable {
    private static final Pattern BLOCK =
            Pattern.compile("((?:.*/)?[0-7][0-9A-HJKMNP-TV-Z]{25})/(meta\\.json|index|tombstones|chunks/[0-9]+)");
    private static final Pattern LOG = Pattern.compile("((?:.*/)?(?:wal|wbl))/(?:checkpoint\\.[0-9]+/)?([0-9]{8})");
    private static final Pattern HEAD = Pattern.compile("((?:.*/)?chunks_head)/[0-9]{6}");
    /** A larger index than this is laid on disk and mapped. */
    private static final long LARGEST_IN_MEMORY_BYTES = 1L << 20;

    private final Spool spool;
    private final long largestInMemory;
    private final DatabaseFiles databases;
    private final HeadChunkCheck head = new HeadChunkCheck();
    private final Map<String, BlockReport> reports = new TreeMap<>();
    /** Blocks whose files do not lie together in the archive. */
    private final Set<String> scattered = new TreeSet<>();

    private final Set<String> unread = new TreeSet<>();
    /** The problem in each log that was found last, by the log: in its last file it is what a crash leaves. */
    private final Map<String, String> tornAt = new LinkedHashMap<>();

    private final Map<String, String> lastOfLog = new LinkedHashMap<>();
    private final List<String> found = new ArrayList<>();
    private String folderNow = "";
    private @Nullable BlockCheck checkNow;
    private int blocks;
    private long samples;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long logRecords;

    /** What must be seen whole waits on disk. */
    Structure(Spool spool) {
        this(spool, LARGEST_IN_MEMORY_BYTES);
    }

    Structure(Spool spool, long largestInMemory) {
        this.spool = spool;
        this.largestInMemory = largestInMemory;
        this.databases = new DatabaseFiles(spool);
    }

    void file(String path, long size, InputStream content) throws IOException {
        Matcher block = BLOCK.matcher(path);
        if (block.matches()) {
            block(block.group(1), block.group(2), size, content);
            return;
        }
        Matcher log = LOG.matcher(path);
        Matcher chunks = HEAD.matcher(path);
        if (log.matches()) {
            log(log.group(1), path, content);
        } else if (chunks.matches()) {
            head(chunks.group(1), path, content);
        } else {
            databases.file(path, size, content);
        }
    }

    private void block(String folder, String relative, long size, InputStream content) throws IOException {
        if (!folder.equals(folderNow)) {
            endBlock();
            folderNow = folder;
            if (reports.containsKey(folder)) {
                scattered.add(folder);
            }
            checkNow = new BlockCheck(folder.substring(folder.lastIndexOf('/') + 1));
        }
        BlockCheck check = Objects.requireNonNull(checkNow);
        if (!relative.equals("index") || size <= largestInMemory) {
            check.file(relative, content);
        } else if (size > Integer.MAX_VALUE) {
            unread.add(folder);
        } else {
            index(check, content);
        }
    }

    private void index(BlockCheck check, InputStream content) throws IOException {
        try (FileChannel kept = spool.keep(content)) {
            // A mapping stays when the channel is closed.
            check.index(kept.map(FileChannel.MapMode.READ_ONLY, 0, kept.size()));
        }
    }

    private void endBlock() {
        if (checkNow != null) {
            reports.put(folderNow, checkNow.finish());
            checkNow = null;
        }
    }

    private void head(String folder, String path, InputStream content) throws IOException {
        last(folder, path);
        Optional<HeadChunkCheck.Found> problem = head.file(content);
        problem.ifPresent(what -> {
            if (what.isTorn()) {
                tornAt.put(path, what.problem());
            } else {
                found.add(path + ": " + what.problem());
            }
        });
    }

    private void last(String log, String path) {
        if (path.compareTo(lastOfLog.getOrDefault(log, "")) > 0) {
            lastOfLog.put(log, path);
        }
    }

    private void log(String log, String path, InputStream content) throws IOException {
        WalCheck check = new WalCheck();
        Optional<String> problem = check.file(content);
        logRecords += check.records();
        if (path.contains("/checkpoint.")) {
            problem.ifPresent(what -> found.add(path + ": " + what));
            return;
        }
        last(log, path);
        problem.ifPresent(what -> tornAt.put(path, what));
    }

    /** Ends the checks and says what was found. */
    void finish(List<String> problems, List<String> remarks) throws IOException {
        endBlock();
        reports.forEach((folder, report) -> block(folder, report, problems));
        unread.forEach(folder -> remarks.add(folder + "/index: above 2 GB, compared by its checksum only"));
        scattered.forEach(folder -> remarks.add(
                folder + ": its files do not lie together in the archive; compared by their checksums only"));
        tornAt.forEach((path, what) -> {
            if (lastOfLog.containsValue(path)) {
                remarks.add(path + ": " + what + "; at the end of a log the server puts that right itself");
            } else {
                problems.add(path + ": " + what);
            }
        });
        problems.addAll(found);
        databases.finish(problems, remarks);
    }

    private void block(String folder, BlockReport report, List<String> problems) {
        blocks++;
        samples += unread.contains(folder)
                ? report.meta().map(meta -> meta.samples()).orElse(0L)
                : report.samples();
        report.meta().ifPresent(meta -> {
            first = Math.min(first, meta.minTime());
            last = Math.max(last, meta.maxTime());
        });
        for (String problem : report.problems()) {
            boolean isUnread = unread.contains(folder) && problem.startsWith("index is missing");
            boolean isExcused = isUnread || scattered.contains(folder);
            if (!isExcused) {
                problems.add("block " + report.name() + ": " + problem);
            }
        }
    }

    int blocks() {
        return blocks;
    }

    long samples() {
        return samples;
    }

    Optional<Instant> first() {
        return first > last ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
    }

    Optional<Instant> last() {
        return first > last ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
    }

    long logRecords() {
        return logRecords;
    }

    long headChunks() {
        return head.chunks();
    }

    long headSamples() {
        return head.samples();
    }

    int databases() {
        return databases.databases();
    }

    long databasePages() {
        return databases.pages();
    }

    @Override
    public void close() {
        databases.close();
    }
}
