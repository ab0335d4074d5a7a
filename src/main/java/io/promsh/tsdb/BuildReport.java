package io.promsh.tsdb;

import java.util.List;

/**
 * What came of a {@link BlockBuilder}.
 *
 * @param blocks the new blocks, in order of time
 * @param samples how many samples they hold together
 * @param duplicates samples left out because the same one came twice
 * @param conflicts samples left out because another value came later for the same series and time
 */
public record BuildReport(List<BlockMeta> blocks, long samples, long duplicates, long conflicts) {
    public BuildReport {
        blocks = List.copyOf(blocks);
    }
}
