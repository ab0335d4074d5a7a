package io.promsh.tsdb;

import java.util.List;
import java.util.Optional;

/**
 * What a check of a block found.
 *
 * @param name the folder that the block lies in
 * @param meta what meta.json says; empty when it is missing or damaged
 * @param series how many series the index has
 * @param chunks how many chunks the index names
 * @param samples how many samples these chunks say to have
 * @param problems what is wrong, one sentence each that begins with the file; none for a whole block
 */
public record BlockReport(
        String name, Optional<BlockMeta> meta, long series, long chunks, long samples, List<String> problems) {
    public BlockReport {
        problems = List.copyOf(problems);
    }

    /** Returns whether nothing is wrong. */
    public boolean isWhole() {
        return problems.isEmpty();
    }
}
