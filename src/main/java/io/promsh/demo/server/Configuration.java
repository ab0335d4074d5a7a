package io.promsh.demo.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The throw-away server's files: what it scrapes and two alerts, so that {@code alerts} and {@code rules} have something to show. */
final class Configuration {
    /** At first every second: help and types are known only after a scrape. */
    static final String FIRST_SCRAPE = "1s";

    /** The incident's spacing. */
    static final String SCRAPE = "30s";

    private static final String RULES = """
            groups:
              - name: bay-bridge
                rules:
                  - alert: ComponentDown
                    expr: system_status == 0
                    for: 1m
                    labels: {severity: warning}
                    annotations: {summary: "{{ $labels.component }} does not work"}
                  - alert: TrafficSamplesMissing
                    expr: count_over_time(traffic_vehicles_total[1h]) < 118
                    labels: {severity: critical}
                    annotations: {summary: "samples are missing in the last hour"}
            """;

    private Configuration() {}

    static Path file(Path folder) {
        return folder.resolve("prometheus.yml");
    }

    /** Writes both files below {@code folder}; the scraped server listens on {@code port}. */
    static void write(Path folder, int port, String scrapeInterval) throws IOException {
        Files.writeString(folder.resolve("rules.yml"), RULES, UTF_8);
        String text = """
                global:
                  scrape_interval: %s
                  scrape_timeout: 1s
                  evaluation_interval: 30s
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: traffic
                    static_configs:
                      - targets: ['127.0.0.1:%d']
                        labels: {instance: 'bay-bridge:8000'}
                """.formatted(scrapeInterval, port);
        Path aside = folder.resolve("prometheus.yml.new");
        Files.writeString(aside, text, UTF_8);
        Files.move(aside, file(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
