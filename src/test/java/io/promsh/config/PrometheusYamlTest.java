package io.promsh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.promsh.failure.Failure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of a server's configuration, whatever stands around it. */
class PrometheusYamlTest {
    private static final String WHOLE = """
            global:
              scrape_interval: 15s
              scrape_timeout: 10s
              external_labels:
                region: eu
                replica: 1
                spare: "0x10"
                is_test: true
              rule_query_offset: {scrape_interval: 3s}
            runtime: {gogc: 75}
            rule_files: [a.yml, "b.yml"]
            scrape_configs:
              - job_name: traffic
                scrape_interval: 30s
                relabel_configs:
                  - {source_labels: [job], target_label: scrape_interval, job_name: other}
                static_configs:
                  - targets: ["bay-bridge:8000"]
              - job_name: node
              - scrape_interval: 1m30s
                metric_relabel_configs: []
                job_name: slow
            alerting:
              global: {scrape_interval: 1s}
            storage:
              tsdb:
                out_of_order_time_window: 1h30m
              exemplars: {out_of_order_time_window: 9h}
            """;

    @Test
    void findsIntervalsAndLabelsAmidTheRest() {
        PrometheusYaml read = PrometheusYaml.parse(WHOLE);
        assertEquals(Duration.ofSeconds(15), read.scrapeInterval());
        assertEquals(Map.of("traffic", Duration.ofSeconds(30), "slow", Duration.ofSeconds(90)), read.jobIntervals());
        assertEquals(Duration.ofMinutes(90), read.outOfOrder());
        assertEquals(Map.of("region", "eu", "replica", "1", "spare", "0x10", "is_test", "true"), read.externalLabels());
    }

    @Test
    void takesTheServersDefaultsWhereNothingStands() {
        for (String text : new String[] {"", "{}", "just text", "[1, 2]", "global:\nscrape_configs:\n", "global: {}"}) {
            PrometheusYaml read = PrometheusYaml.parse(text);
            assertEquals(new PrometheusYaml(Duration.ofMinutes(1), Map.of(), Map.of(), Duration.ZERO), read, text);
        }
    }

    @Test
    void saysThatItIsNoYaml() {
        assertThrows(Failure.class, () -> PrometheusYaml.parse("global: {scrape_interval: 15s"));
        assertThrows(Failure.class, () -> PrometheusYaml.parse(WHOLE + "\tx: ]"));
    }
}
