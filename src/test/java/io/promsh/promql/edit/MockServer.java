package io.promsh.promql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.promql.Corpora;
import io.promsh.promql.LabelMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the names that the web editor's stand-in for a server has. */
final class MockServer implements NameSource {
    private final Corpora corpora;

    MockServer(Corpora corpora) {
        this.corpora = corpora;
    }

    private JsonNode document(String file) {
        return corpora.document("completion/mock-server/" + file);
    }

    @Override
    public List<String> metricNames(String typed) {
        return strings(document("metric_name.json").get("data"));
    }

    @Override
    public List<String> labelNames(String metricName) {
        List<String> names = metricName.isEmpty()
                ? strings(document("labels.json").get("data"))
                : ofSeries(document(metricName + "_series.json").get("data"));
        return names.stream().filter(label -> !label.equals("__name__")).toList();
    }

    @Override
    public List<String> labelValues(String labelName, String metricName, List<LabelMatcher> matchers) {
        return strings(document("label_" + labelName + "_values.json").get("data"));
    }

    @Override
    public Map<String, List<MetricMetadata>> metadata() {
        Map<String, List<MetricMetadata>> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> metric :
                document("metadata.json").get("data").properties()) {
            List<MetricMetadata> known = new ArrayList<>();
            for (JsonNode one : metric.getValue()) {
                known.add(new MetricMetadata(
                        one.get("type").asText(), one.get("help").asText()));
            }
            metadata.put(metric.getKey(), known);
        }
        return metadata;
    }

    private static List<String> ofSeries(JsonNode series) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : series) {
            one.fieldNames().forEachRemaining(label -> {
                if (!names.contains(label)) {
                    names.add(label);
                }
            });
        }
        return names;
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asText()));
        return strings;
    }
}
