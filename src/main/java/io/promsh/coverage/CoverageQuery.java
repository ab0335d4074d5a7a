package io.promsh.coverage;

import io.promsh.model.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What coverage is asked of.
 *
 * @param selectors plain selectors; each is reported on its own
 * @param interval the interval to expect samples at, or empty to measure it
 * @param baseline where to learn which series there should be, or empty for those that the window has
 */
public record CoverageQuery(
        List<String> selectors, TimeRange window, Optional<Duration> interval, Optional<Baseline> baseline) {
    public CoverageQuery {
        selectors = List.copyOf(selectors);
    }
}
