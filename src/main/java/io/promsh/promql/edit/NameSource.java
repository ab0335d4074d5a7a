package io.promsh.promql.edit;

import io.promsh.promql.LabelMatcher;
import java.util.List;
import java.util.Map;

/**
 * Where names that only a target knows come from. The shell answers from bounded caches; an empty list means that
 * nothing is known (yet).
 */
public interface NameSource {
    /** No target. */
    NameSource NONE = new NameSource() {
        @Override
        public List<String> metricNames(String typed) {
            return List.of();
        }

        @Override
        public List<String> labelNames(String metricName) {
            return List.of();
        }

        @Override
        public List<String> labelValues(String labelName, String metricName, List<LabelMatcher> matchers) {
            return List.of();
        }

        @Override
        public Map<String, List<MetricMetadata>> metadata() {
            return Map.of();
        }
    };

    /**
     * What a server tells of a metric.
     *
     * @param type such as {@code counter}
     * @param help the sentence of its {@code HELP} line
     */
    record MetricMetadata(String type, String help) {}

    /**
     * Names of metrics.
     *
     * @param typed what was typed of the name so far; a source may leave out what does not fit
     */
    List<String> metricNames(String typed);

    /**
     * Names of labels, without {@code __name__}.
     *
     * @param metricName only those of this metric's series; of all series when empty
     */
    List<String> labelNames(String metricName);

    /**
     * Values of a label.
     *
     * @param metricName only those of this metric's series; of all series when empty
     * @param matchers all matchers around the cursor, that of the label itself included
     */
    List<String> labelValues(String labelName, String metricName, List<LabelMatcher> matchers);

    /** What is known of metrics, by name. */
    Map<String, List<MetricMetadata>> metadata();
}
