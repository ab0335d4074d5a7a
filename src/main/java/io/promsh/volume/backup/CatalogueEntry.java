package io.promsh.volume.backup;

import io.promsh.volume.archive.Consistency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A backup that is known here.
 *
 * @param engine address of the engine that the volume belongs to; empty when it came from elsewhere
 * @param sizeBytes of the file
 * @param sha256 of the file
 * @param verified when it last passed, by depth: 1 checksums, 2 inner structure, 3 a server started on it
 * @param problem what the last check found wrong, empty when it passed
 */
public record CatalogueEntry(
        Path file,
        String engine,
        String volume,
        Instant created,
        long sizeBytes,
        String sha256,
        Consistency consistency,
        Map<Integer, Instant> verified,
        String problem) {
    /** A backup counts as verified from this depth on. */
    public static final int VERIFIED_DEPTH = 2;

    /** The newest first. */
    public static final Comparator<CatalogueEntry> NEWEST_FIRST =
            Comparator.comparing(CatalogueEntry::created).reversed();

    public CatalogueEntry {
        verified = new TreeMap<>(verified);
    }

    /** Returns the greatest depth that it has passed, 0 for none. */
    public int depth() {
        return verified.keySet().stream().max(Comparator.naturalOrder()).orElse(0);
    }

    /** Returns whether it can be relied on: checked in its structure, and nothing was wrong. */
    public boolean isVerified() {
        return depth() >= VERIFIED_DEPTH && problem.isEmpty();
    }

    /** Returns when it was last checked with success. */
    public Optional<Instant> lastVerified() {
        return verified.values().stream().max(Comparator.naturalOrder());
    }

    /** Returns whether the file is there. */
    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /** Returns the same after a check that passed all depths up to {@code depth}. */
    public CatalogueEntry passed(int depth, Instant at) {
        Map<Integer, Instant> more = new TreeMap<>(verified);
        for (int one = 1; one <= depth; one++) {
            more.put(one, at);
        }
        return new CatalogueEntry(file, engine, volume, created, sizeBytes, sha256, consistency, more, "");
    }

    /** Returns the same after a check that failed: what it passed before counts no more. */
    public CatalogueEntry failed(String newProblem) {
        return new CatalogueEntry(file, engine, volume, created, sizeBytes, sha256, consistency, Map.of(), newProblem);
    }
}
