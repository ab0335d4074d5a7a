package io.promsh.volume.backup;

import io.promsh.volume.archive.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a check of an archive found.
 *
 * @param sha256 of the file as a whole
 * @param manifest empty where another tool made the archive
 * @param root the folder in the archive that is the volume's root, with a slash at its end; empty for the archive's own root
 * @param layout the service whose data it is, where that can be told
 * @param tooDeep the folder below the archive's own root in which the data was found; empty where it was not too deep
 * @param files regular files, {@code bytes} the sum of their sizes
 * @param blocks TSDB blocks, with {@code samples} in them from {@code first} to {@code last}
 * @param logRecords records of write-ahead logs
 * @param headChunks chunks that a Prometheus had not put into a block yet, with {@code headSamples} in them
 * @param databases SQLite databases, {@code databasePages} the pages of all
 * @param problems what is wrong, a sentence each; none for a good archive
 * @param remarks what is not as usual, and harmless
 */
public record CheckReport(
        String sha256,
        Optional<Manifest> manifest,
        String root,
        Optional<String> layout,
        String tooDeep,
        long files,
        long bytes,
        int blocks,
        long samples,
        Optional<Instant> first,
        Optional<Instant> last,
        long logRecords,
        long headChunks,
        long headSamples,
        int databases,
        long databasePages,
        List<String> problems,
        List<String> remarks) {
    public CheckReport {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /** Returns whether nothing is wrong. */
    public boolean isGood() {
        return problems.isEmpty();
    }
}
