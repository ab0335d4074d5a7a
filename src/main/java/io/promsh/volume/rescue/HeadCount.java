package io.promsh.volume.rescue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.Samples;
import io.promsh.tsdb.StoredSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts the samples that no block holds yet, from a copy of the log and the head's chunks. */
final class HeadCount {
    private HeadCount() {}

    /** Returns those from {@code blocksEnd} on: the log goes back further, to samples that blocks hold as well. */
    static Holdings after(Path folder, Instant blocksEnd) {
        if (!Files.isDirectory(folder.resolve("wal"))) {
            return new Holdings(0, 0, Optional.empty(), Optional.empty());
        }
        try {
            return count(DataDirectory.open(folder), blocksEnd.toEpochMilli());
        } catch (Failure e) {
            if (e.kind() == FailureKind.INTERRUPTED) {
                throw e;
            }
            return Holdings.UNKNOWN;
        }
    }

    private static Holdings count(DataDirectory data, long from) {
        long samples = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (StoredSeries series : data.head().series(List.of())) {
            Samples found = series.samples(from, Long.MAX_VALUE);
            samples += series.undecoded();
            for (Chunk chunk : series.histograms(from, Long.MAX_VALUE)) {
                samples += chunk.count();
                first = Math.min(first, chunk.minTime());
                last = Math.max(last, chunk.maxTime());
            }
            if (found.size() > 0) {
                samples += found.size();
                first = Math.min(first, found.time(0));
                last = Math.max(last, found.time(found.size() - 1));
            }
        }
        return first > last
                ? new Holdings(samples, 0, Optional.empty(), Optional.empty())
                : new Holdings(
                        samples, 0, Optional.of(Instant.ofEpochMilli(first)), Optional.of(Instant.ofEpochMilli(last)));
    }
}
