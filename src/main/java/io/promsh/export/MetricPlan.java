package io.promsh.export;

import java.util.List;

/**
 * A metric to be exported.
 *
 * @param selectors which of its series, alternatives
 * @param stem what its files are called before the ending
 */
public record MetricPlan(String metric, List<String> selectors, MetricFamily family, String stem) {
    public MetricPlan {
        selectors = List.copyOf(selectors);
    }
}
