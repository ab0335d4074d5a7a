package io.promsh.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a Prometheus server's own configuration matters for stored samples.
 *
 * @param scrapeInterval the global one; the server's default is a minute
 * @param jobIntervals those of jobs that have one of their own, by job name
 * @param externalLabels what the server adds to what it sends elsewhere
 */
public record PrometheusYaml(
        Duration scrapeInterval, Map<String, Duration> jobIntervals, Map<String, String> externalLabels) {
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    public PrometheusYaml {
        jobIntervals = Map.copyOf(jobIntervals);
        externalLabels = Map.copyOf(externalLabels);
    }

    /** Reads the text of a configuration. Throws a failure when it is no YAML. */
    public static PrometheusYaml parse(String text) {
        JsonNode tree;
        try {
            tree = new ObjectMapper(new YAMLFactory()).readTree(text);
        } catch (JsonProcessingException e) {
            throw Failure.failed("the server's configuration is no YAML", "").withCause(e);
        }
        JsonNode global = tree.path("global");
        Map<String, Duration> jobs = new TreeMap<>();
        for (JsonNode job : tree.path("scrape_configs")) {
            Duration own = duration(job.path("scrape_interval"), Duration.ZERO);
            if (!own.isZero()) {
                jobs.put(job.path("job_name").asText(), own);
            }
        }
        Map<String, String> labels = new TreeMap<>();
        global.path("external_labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new PrometheusYaml(duration(global.path("scrape_interval"), DEFAULT_INTERVAL), jobs, labels);
    }

    private static Duration duration(JsonNode node, Duration otherwise) {
        long millis = PromDuration.tryParseMillis(node.asText());
        return millis <= 0 ? otherwise : Duration.ofMillis(millis);
    }
}
