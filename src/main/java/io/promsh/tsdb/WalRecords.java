package io.promsh.tsdb;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.SparseHistogram;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Understands the records of the log. */
final class WalRecords {
    /** Hears what a log says, in its order. */
    interface Listener {
        void series(long reference, Labels labels);

        void sample(long reference, long time, long bits);

        void deleted(long reference, long from, long to);

        void histogram(long reference, SparseHistogram histogram);

        /** A record that is not decoded, such as exemplars and metadata, or native histograms that cannot be. */
        void other(Kind kind);
    }

    /** What a record's first byte says. */
    enum Kind {
        SERIES("series", false),
        SAMPLES("samples", true),
        TOMBSTONES("deletions", false),
        EXEMPLARS("exemplars", false),
        MARKERS("markers of out-of-order chunks", false),
        METADATA("metadata", false),
        HISTOGRAMS("native histograms", true),
        FLOAT_HISTOGRAMS("native float histograms", true),
        CUSTOM_HISTOGRAMS("native histograms with custom buckets", true),
        CUSTOM_FLOAT_HISTOGRAMS("native float histograms with custom buckets", true),
        SAMPLES_ST("samples with start times", true),
        HISTOGRAMS_ST("native histograms with start times", true),
        FLOAT_HISTOGRAMS_ST("native float histograms with start times", true),
        UNKNOWN("records of an unknown kind", true);

        private final String words;
        private final boolean holdsSamples;

        Kind(String words, boolean holdsSamples) {
            this.words = words;
            this.holdsSamples = holdsSamples;
        }

        String words() {
            return words;
        }

        /** Returns whether such a record holds samples. */
        boolean isSamples() {
            return holdsSamples;
        }

        static Kind of(int code) {
            return code >= 1 && code < values().length ? values()[code - 1] : UNKNOWN;
        }
    }

    private final String file;
    private final Listener listener;

    WalRecords(String file, Listener listener) {
        this.file = file;
        this.listener = listener;
    }

    void read(byte[] record) {
        ByteCursor cursor = new ByteCursor(ByteBuffer.wrap(record), file);
        Kind kind = Kind.of(cursor.u8());
        switch (kind) {
            case SERIES -> series(cursor);
            case SAMPLES -> samples(cursor);
            case TOMBSTONES -> tombstones(cursor);
            case HISTOGRAMS, CUSTOM_HISTOGRAMS -> histograms(cursor, kind, false);
            case FLOAT_HISTOGRAMS, CUSTOM_FLOAT_HISTOGRAMS -> histograms(cursor, kind, true);
            default -> listener.other(kind);
        }
    }

    private void series(ByteCursor cursor) {
        while (cursor.hasMore()) {
            long reference = cursor.u64();
            int count = cursor.count();
            Map<String, String> labels = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                String name = cursor.str();
                labels.put(name, cursor.str());
            }
            listener.series(reference, Labels.of(labels));
        }
    }

    private void samples(ByteCursor cursor) {
        if (!cursor.hasMore()) {
            return;
        }
        long reference = cursor.u64();
        long time = cursor.u64();
        while (cursor.hasMore()) {
            long forReference = reference + cursor.varint();
            long atTime = time + cursor.varint();
            listener.sample(forReference, atTime, cursor.u64());
        }
    }

    /** The first servers that had any wrote them otherwise: that is said, and no reason not to read the rest. */
    private void histograms(ByteCursor cursor, Kind kind, boolean isFloat) {
        try {
            WalHistograms.read(cursor, file, isFloat, listener::histogram);
        } catch (Failure unreadable) {
            listener.other(kind);
        }
    }

    private void tombstones(ByteCursor cursor) {
        while (cursor.hasMore()) {
            long reference = cursor.u64();
            long from = cursor.varint();
            listener.deleted(reference, from, cursor.varint());
        }
    }
}
