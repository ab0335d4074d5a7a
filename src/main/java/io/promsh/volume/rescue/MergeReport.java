package io.promsh.volume.rescue;

import java.time.Instant;
import java.util.List;

/**
 * What came of a merge.
 *
 * @param samples in the blocks brought, or that were there already
 * @param isNew whether anything had to be brought
 */
public record MergeReport(
        String source,
        String service,
        List<BlockMeta> blocks,
        long samples,
        Instant start,
        Instant end,
        boolean isNew) {
    public MergeReport {
        blocks = List.copyOf(blocks);
    }
}
