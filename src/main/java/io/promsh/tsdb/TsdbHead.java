package io.promsh.tsdb;

import io.promsh.model.Labels;
import io.promsh.model.SparseHistogram;
import io.promsh.promql.LabelMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a data directory holds that is in no block yet, usually its last 2 to 3 hours: the write-ahead log with its newest checkpoint,
 * the log of late samples, and the head's full chunks. Read whole into memory, encoded. A torn end, normal on a live server, ends the reading there.
 */
public final class TsdbHead {
    private final Map<Labels, HeadSeries> series = new TreeMap<>(CodePointOrder.LABELS);
    private final Map<Long, HeadSeries> byReference = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private long strays;

    private TsdbHead() {}

    /** Reads the log and the head chunks of a data directory; a directory without them has an empty head. */
    static TsdbHead read(Path directory) {
        TsdbHead head = new TsdbHead();
        Path log = directory.resolve("wal");
        Optional<Path> checkpoint = checkpoint(log);
        long covered = -1;
        if (checkpoint.isPresent()) {
            String name = String.valueOf(checkpoint.get().getFileName());
            covered = Long.parseLong(name.substring(name.indexOf('.') + 1));
            for (Path segment : ChunkFiles.list(checkpoint.get())) {
                head.log(segment);
            }
        }
        for (Path segment : ChunkFiles.list(log)) {
            if (Long.parseLong(String.valueOf(segment.getFileName())) > covered) {
                head.log(segment);
            }
        }
        // The log of samples that came late, of series that the other one names. What full chunks hold of it too comes
        // once.
        for (Path segment : ChunkFiles.list(directory.resolve("wbl"))) {
            head.log(segment);
        }
        for (Path file : ChunkFiles.list(directory.resolve("chunks_head"))) {
            head.note(HeadChunkFile.forEach(MappedFile.of(file), file.toString(), head::chunk));
        }
        if (head.strays > 0) {
            head.note(head.strays + " samples or chunks belong to series that the log does not name");
        }
        return head;
    }

    private static Optional<Path> checkpoint(Path log) {
        if (!Files.isDirectory(log)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(log)) {
            return all.filter(path -> path.getFileName().toString().matches("checkpoint\\.[0-9]+"))
                    .max(Path::compareTo);
        } catch (IOException e) {
            throw MappedFile.failure(log, e);
        }
    }

    private void log(Path segment) {
        String file = segment.toString();
        WalRecords records = new WalRecords(file, new Replay());
        note(new WalSegment(segment).forEach(records::read));
    }

    private void note(String text) {
        if (!text.isEmpty()) {
            notes.add(text);
        }
    }

    private void chunk(long reference, Chunk chunk) {
        HeadSeries of = byReference.get(reference);
        if (of == null) {
            strays++;
        } else {
            of.add(chunk);
        }
    }

    private final class Replay implements WalRecords.Listener {
        @Override
        public void series(long reference, Labels labels) {
            byReference.put(reference, series.computeIfAbsent(labels, HeadSeries::new));
        }

        @Override
        public void sample(long reference, long time, long bits) {
            HeadSeries of = byReference.get(reference);
            if (of == null) {
                strays++;
            } else {
                of.add(time, bits);
            }
        }

        @Override
        public void histogram(long reference, SparseHistogram histogram) {
            HeadSeries of = byReference.get(reference);
            if (of == null) {
                strays++;
            } else {
                of.add(histogram);
            }
        }

        @Override
        public void deleted(long reference, long from, long to) {
            HeadSeries of = byReference.get(reference);
            if (of != null) {
                of.delete(from, to);
            }
        }

        @Override
        public void other(WalRecords.Kind kind) {
            if (kind.isSamples()) {
                note("the log has " + kind.words() + ", which cannot be read");
            }
        }
    }

    /** Returns the series that pass all matchers and have a sample, sorted by labels. */
    public List<StoredSeries> series(List<LabelMatcher> matchers) {
        Predicate<Labels> passes = SeriesMatch.labels(matchers);
        List<StoredSeries> found = new ArrayList<>();
        series.forEach((labels, one) -> {
            if (!one.isEmpty() && passes.test(labels)) {
                found.add(one);
            }
        });
        return found;
    }

    /** Returns the time of the earliest sample, or empty when there is none. */
    public Optional<Long> minTime() {
        return series.values().stream()
                .filter(one -> !one.isEmpty())
                .map(HeadSeries::minTime)
                .min(Long::compare);
    }

    /** Returns the time of the latest sample, or empty when there is none. */
    public Optional<Long> maxTime() {
        return series.values().stream()
                .filter(one -> !one.isEmpty())
                .map(HeadSeries::maxTime)
                .max(Long::compare);
    }

    /** Returns what could not be read and why, a sentence each; none for a log that is whole. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
