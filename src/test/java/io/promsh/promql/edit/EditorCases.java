package io.promsh.promql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promsh.promql.LabelMatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the web editor's cases, which are kept beside the project, and answers for the server that some of them ask. */
final class EditorCases {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path folder;

    private EditorCases(Path folder) {
        this.folder = folder;
    }

    /** The cases, if they are there. */
    static Optional<EditorCases> find() {
        Path corpora = Path.of(System.getProperty("promsh.corpora", "../shared/corpora"));
        Path folder = corpora.resolve("completion");
        return Files.isDirectory(folder) ? Optional.of(new EditorCases(folder)) : Optional.empty();
    }

    List<JsonNode> lines(String file) {
        try {
            List<JsonNode> cases = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve(file), StandardCharsets.UTF_8)) {
                if (!line.isBlank()) {
                    cases.add(MAPPER.readTree(line));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json(String file) {
        try {
            return MAPPER.readTree(folder.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names as the web editor's stand-in for a server tells them. */
    NameSource server(String name) {
        String server = name + "-server/";
        return new NameSource() {
            @Override
            public List<String> metricNames(String typed) {
                return strings(json(server + "metric_name.json").get("data"));
            }

            @Override
            public List<String> labelNames(String metricName) {
                List<String> names = metricName.isEmpty()
                        ? strings(json(server + "labels.json").get("data"))
                        : ofSeries(json(server + metricName + "_series.json").get("data"));
                return names.stream().filter(label -> !label.equals("__name__")).toList();
            }

            @Override
            public List<String> labelValues(String labelName, String metricName, List<LabelMatcher> matchers) {
                return strings(
                        json(server + "label_" + labelName + "_values.json").get("data"));
            }

            @Override
            public Map<String, List<MetricMetadata>> metadata() {
                Map<String, List<MetricMetadata>> metadata = new LinkedHashMap<>();
                json(server + "metadata.json").get("data").fields().forEachRemaining(metric -> {
                    List<MetricMetadata> known = new ArrayList<>();
                    metric.getValue()
                            .forEach(one -> known.add(new MetricMetadata(
                                    one.get("type").asText(), one.get("help").asText())));
                    metadata.put(metric.getKey(), known);
                });
                return metadata;
            }
        };
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
