package io.promsh.coverage;

import io.promsh.fetch.FetchReport;
import java.util.List;

/**
 * One target against another.
 *
 * @param series sorted by labels
 * @param exact whether payloads of NaN and stale markers were compared too: both targets gave stored chunks
 */
public record ComparisonReport(List<SeriesDifference> series, boolean exact, FetchReport left, FetchReport right) {
    public ComparisonReport {
        series = List.copyOf(series);
    }

    /** Returns the series that are not the same at both. */
    public List<SeriesDifference> different() {
        return series.stream().filter(one -> !one.isSame()).toList();
    }
}
