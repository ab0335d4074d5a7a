package io.promsh.volume.backup;

import io.promsh.tsdb.BlockCheck;
import io.promsh.tsdb.BlockReport;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into the files of an archive that are known from inside, as they come. */
final class Structure {
    private static final Pattern BLOCK =
            Pattern.compile("((?:.*/)?[0-7][0-9A-HJKMNP-TV-Z]{25})/(meta\\.json|index|tombstones|chunks/[0-9]+)");
    private static final Pattern LOG = Pattern.compile("((?:.*/)?(?:wal|wbl))/(?:checkpoint\\.[0-9]+/)?([0-9]{8})");
    private static final Pattern DATABASE = Pattern.compile("(?:.*/)?[^/]+\\.(?:db|sqlite|sqlite3)");
    /** The index of a block is read whole; a larger one than this would not leave room for the rest. */
    private static final long LARGEST_INDEX_BYTES = 48L << 20;

    private final Map<String, BlockCheck> checks = new TreeMap<>();
    private final List<String> unread = new ArrayList<>();
    /** The problem in each log that was found last, by the log: in its last file it is what a crash leaves. */
    private final Map<String, String> tornAt = new LinkedHashMap<>();

    private final Map<String, String> lastOfLog = new LinkedHashMap<>();
    private final List<String> found = new ArrayList<>();
    private int blocks;
    private long samples;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long logRecords;

    void file(String path, long size, InputStream content) throws IOException {
        Matcher block = BLOCK.matcher(path);
        if (block.matches()) {
            block(block.group(1), block.group(2), size, content);
            return;
        }
        Matcher log = LOG.matcher(path);
        if (log.matches()) {
            log(log.group(1), path, content);
        } else if (DATABASE.matcher(path).matches()) {
            SqliteCheck.file(size, content).ifPresent(problem -> found.add(path + ": " + problem));
        }
    }

    private void block(String folder, String relative, long size, InputStream content) throws IOException {
        if (relative.equals("index") && size > LARGEST_INDEX_BYTES) {
            unread.add(folder);
            return;
        }
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        checks.computeIfAbsent(folder, any -> new BlockCheck(name)).file(relative, content);
    }

    private void log(String log, String path, InputStream content) throws IOException {
        WalCheck check = new WalCheck();
        Optional<String> problem = check.file(content);
        logRecords += check.records();
        if (path.contains("/checkpoint.")) {
            problem.ifPresent(what -> found.add(path + ": " + what));
            return;
        }
        String before = lastOfLog.getOrDefault(log, "");
        if (path.compareTo(before) > 0) {
            lastOfLog.put(log, path);
        }
        problem.ifPresent(what -> tornAt.put(path, what));
    }

    /** Ends the checks and says what was found. */
    void finish(List<String> problems, List<String> remarks) {
        checks.forEach((folder, check) -> block(folder, check.finish(), problems));
        if (!unread.isEmpty()) {
            remarks.add("the index of " + unread.size() + " large blocks was compared by its checksum only");
        }
        tornAt.forEach((path, what) -> {
            if (lastOfLog.containsValue(path)) {
                remarks.add(path + ": " + what + "; at the end of a log the server puts that right itself");
            } else {
                problems.add(path + ": " + what);
            }
        });
        problems.addAll(found);
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
            boolean isExcused = unread.contains(folder) && problem.startsWith("index is missing");
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
}
