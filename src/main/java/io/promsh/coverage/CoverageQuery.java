package io.promsh.coverage;

import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What coverage is asked of.
 *
 * @param selectors plain selectors; each is reported on its own
 * @param now what is due less than an interval before is under way and not missing
 * @param interval the interval to expect samples at, or empty to measure it
 * @param asConfigured whether to expect the interval of the target's configuration where it is known
 * @param baseline where to learn which series there should be, or empty for those that the window has
 */
public record CoverageQuery(
        List<String> selectors,
        TimeRange window,
        Instant now,
        Optional<Duration> interval,
        boolean asConfigured,
        Optional<Baseline> baseline) {
    public CoverageQuery {
        selectors = List.copyOf(selectors);
    }
}
