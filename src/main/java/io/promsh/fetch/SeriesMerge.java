package io.promsh.fetch;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Merges part files into whole series, sorted by labels, with one slice of each open file in memory. */
final class SeriesMerge {
    /** Systems allow 1,024 open files or more; past this, parts are first merged into fewer. */
    private static final int MOST_OPEN = 200;

    private SeriesMerge() {}

    /** Reads the files, each in order of labels; {@code folder} takes intermediate files, which are gone at the end. */
    static void read(List<Path> files, Path folder, SliceSink sink) throws IOException {
        List<Path> made = new ArrayList<>();
        try {
            List<Path> sources = files;
            for (int round = 0; sources.size() > MOST_OPEN; round++) {
                List<Path> fewer = new ArrayList<>();
                for (int from = 0; from < sources.size(); from += MOST_OPEN) {
                    Path merged = folder.resolve("merge-" + round + "-" + from + ".tmp");
                    made.add(merged);
                    write(sources.subList(from, Math.min(sources.size(), from + MOST_OPEN)), merged);
                    fewer.add(merged);
                }
                sources = fewer;
            }
            merge(sources, sink::take);
        } finally {
            for (Path one : made) {
                Files.deleteIfExists(one);
            }
        }
    }

    private static void write(List<Path> sources, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            PartWriter writer = new PartWriter(out);
            merge(sources, writer::add);
            writer.finish();
        }
    }

    private interface Taking {
        void take(Series series) throws IOException;
    }

    private static void merge(List<Path> sources, Taking sink) throws IOException {
        PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::labels)
                .thenComparingLong(Head::first)
                .thenComparingInt(Head::number));
        List<PartCursor> open = new ArrayList<>();
        try {
            for (Path source : sources) {
                PartCursor cursor = PartCursor.open(source);
                open.add(cursor);
                add(heads, cursor, open.size());
            }
            while (!heads.isEmpty()) {
                Head head = heads.remove();
                sink.take(head.series);
                add(heads, head.cursor, head.number);
            }
        } finally {
            for (PartCursor cursor : open) {
                cursor.close();
            }
        }
    }

    private static void add(PriorityQueue<Head> heads, PartCursor cursor, int number) throws IOException {
        Series next = cursor.next();
        if (next != null) {
            heads.add(new Head(next, cursor, number));
        }
    }

    private record Head(Series series, PartCursor cursor, int number) {
        Labels labels() {
            return series.labels();
        }

        long first() {
            long first = Long.MAX_VALUE;
            if (series.timestampsMillis().length > 0) {
                first = series.timestampsMillis()[0];
            }
            if (!series.histograms().isEmpty()) {
                first = Math.min(first, series.histograms().get(0).timestampMillis());
            }
            if (!series.encoded().isEmpty()) {
                first = Math.min(first, series.encoded().get(0).firstMillis());
            }
            return first;
        }
    }
}
