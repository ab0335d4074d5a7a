package io.promsh.target;

import io.promsh.model.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a metadata question is limited to.
 *
 * @param selectors series selectors in PromQL; empty means all
 * @param range window, or empty for the server's default
 * @param limit how many answers at most; sent to servers that know it and applied on this side in any case; 0 means no limit
 */
public record MetadataScope(List<String> selectors, Optional<TimeRange> range, int limit, Duration timeout) {
    public MetadataScope {
        selectors = List.copyOf(selectors);
    }

    /** Everything, up to {@code limit}. */
    public static MetadataScope all(int limit, Duration timeout) {
        return new MetadataScope(List.of(), Optional.empty(), limit, timeout);
    }
}
