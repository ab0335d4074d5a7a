package io.promsh.volume.rescue;

import java.time.Instant;
import java.util.List;

/**
 * What came of a merge.
 *
 * @param samples in the blocks brought, or that were there already
 * @param isNew whether anything had to be brought
 * @param key the source's name in full
 * @param mark of the source's state when it was read
 */
public record MergeReport(
        String source,
        String service,
        List<BlockMeta> blocks,
        long samples,
        Instant start,
        Instant end,
        boolean isNew,
        String key,
        String mark) {
    public MergeReport {
        blocks = List.copyOf(blocks);
    }
}
