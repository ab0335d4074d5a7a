package io.promsh.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a Prometheus server's own configuration matters for stored samples.
 *
 * @param scrapeInterval the global one; the server's default is a minute
 * @param jobIntervals those of jobs that have one of their own, by job name
 * @param externalLabels what the server adds to what it sends elsewhere
 * @param outOfOrder how far back it takes samples that come late; zero where it takes none
 */
public record PrometheusYaml(
        Duration scrapeInterval,
        Map<String, Duration> jobIntervals,
        Map<String, String> externalLabels,
        Duration outOfOrder) {
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
    private static final YAMLFactory YAML = new YAMLFactory();

    public PrometheusYaml {
        jobIntervals = Map.copyOf(jobIntervals);
        externalLabels = Map.copyOf(externalLabels);
    }

    /** Reads the text of a configuration. Throws a failure when it is no YAML. */
    public static PrometheusYaml parse(String text) {
        Reading reading = new Reading();
        // Token by token: to bind a tree takes several hundred classes and so a tenth of a second of a short run.
        try (JsonParser yaml = YAML.createParser(text)) {
            yaml.nextToken();
            fields(yaml, reading::root);
        } catch (IOException e) {
            throw Failure.failed("the server's configuration is no YAML", "").withCause(e);
        }
        return new PrometheusYaml(reading.interval, reading.jobs, reading.labels, reading.outOfOrder);
    }

    private interface Field {
        /** Reads the value of a field, at whose first token the parser stands, or leaves it. */
        void read(String name, JsonParser yaml) throws IOException;
    }

    /** Reads the fields of the mapping at which the parser stands; passes over anything else. */
    private static void fields(JsonParser yaml, Field each) throws IOException {
        if (yaml.currentToken() != JsonToken.START_OBJECT) {
            yaml.skipChildren();
            return;
        }
        for (String name = yaml.nextFieldName(); name != null; name = yaml.nextFieldName()) {
            yaml.nextToken();
            each.read(name, yaml);
            // What was read ends at its last token, from which there is nothing to pass over.
            yaml.skipChildren();
        }
    }

    /** What was found so far. */
    private static final class Reading {
        private Duration interval = DEFAULT_INTERVAL;
        private Duration outOfOrder = Duration.ZERO;
        private final Map<String, Duration> jobs = new TreeMap<>();
        private final Map<String, String> labels = new TreeMap<>();

        void root(String name, JsonParser yaml) throws IOException {
            if (name.equals("global")) {
                fields(yaml, this::global);
            } else if (name.equals("storage")) {
                fields(yaml, this::storage);
            } else if (name.equals("scrape_configs") && yaml.currentToken() == JsonToken.START_ARRAY) {
                while (yaml.nextToken() != JsonToken.END_ARRAY) {
                    job(yaml);
                }
            }
        }

        private void global(String name, JsonParser yaml) throws IOException {
            if (name.equals("scrape_interval")) {
                interval = duration(yaml, DEFAULT_INTERVAL);
            } else if (name.equals("external_labels")) {
                fields(yaml, (label, value) -> labels.put(label, value.getValueAsString("")));
            }
        }

        private void storage(String name, JsonParser yaml) throws IOException {
            if (name.equals("tsdb")) {
                fields(yaml, (field, value) -> {
                    if (field.equals("out_of_order_time_window")) {
                        outOfOrder = duration(value, Duration.ZERO);
                    }
                });
            }
        }

        private void job(JsonParser yaml) throws IOException {
            String[] job = {""};
            Duration[] own = {Duration.ZERO};
            fields(yaml, (name, value) -> {
                if (name.equals("job_name")) {
                    job[0] = value.getValueAsString("");
                } else if (name.equals("scrape_interval")) {
                    own[0] = duration(value, Duration.ZERO);
                }
            });
            if (!own[0].isZero()) {
                jobs.put(job[0], own[0]);
            }
        }
    }

    private static Duration duration(JsonParser value, Duration otherwise) throws IOException {
        long millis = PromDuration.tryParseMillis(value.getValueAsString(""));
        return millis <= 0 ? otherwise : Duration.ofMillis(millis);
    }
}
