package io.promsh.volume.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerting rules that come with promsh, judged by promtool, on the metrics that the watchdog writes. */
@Tag("integration")
class AlertRulesIT {
    private static final Path RULES = Path.of("src/main/dist/alerts/promsh-watchdog.yml");

    @TempDir
    Path folder;

    private static String promtool(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new java.util.ArrayList<>(List.of(RealPrometheus.promtool().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void areValidAndNameOnlyWhatTheWatchdogWrites() throws Exception {
        assertTrue(promtool("", "check", "rules", RULES.toString()).contains("10 rules found"));
        String rules = Files.readString(RULES);
        for (String word : rules.split("[^a-z_]+", -1)) {
            boolean isKnown = java.util.Arrays.stream(Gauge.values())
                    .anyMatch(gauge -> gauge.metric().equals(word));
            assertTrue(!word.startsWith("promsh_") || isKnown, word);
        }
    }

    @Test
    void theMetricsPassTheLinter() throws Exception {
        List<Reading> readings = java.util.Arrays.stream(Gauge.values())
                .map(gauge -> new Reading(gauge, Map.of("service", "prometheus"), 1))
                .toList();
        assertEquals(
                "",
                promtool(Exposition.text(readings), "check", "metrics")
                        .replaceFirst("(?m)^Checking.*$", "")
                        .strip());
    }

    @Test
    void fireForTheIncident() throws Exception {
        Path test = folder.resolve("test.yml");
        Files.writeString(test, """
                rule_files: [%s]
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                      - series: 'promsh_state_persistent{project="t",service="prometheus",path="/prometheus",storage="anonymous volume"}'
                        values: '0x120'
                      - series: 'promsh_container_created_timestamp_seconds{project="t",service="prometheus",container="p"}'
                        values: '0x60 3600x60'
                      - series: 'promsh_prometheus_oldest_sample_timestamp_seconds{project="t",service="prometheus",container="p"}'
                        values: '-86400x60 3600x60'
                      - series: 'promsh_watchdog_last_run_timestamp_seconds'
                        values: '0+60x120'
                    alert_rule_test:
                      - {eval_time: 10m, alertname: ContainerRecreated}
                      - {eval_time: 10m, alertname: HistoryLost}
                      - {eval_time: 90m, alertname: WatchdogSilent}
                    promql_expr_test:
                      - expr: 'count by (alertname) (ALERTS{alertstate="firing"})'
                        eval_time: 90m
                        exp_samples:
                          - {labels: '{alertname="StateNotPersistent"}', value: 1}
                          - {labels: '{alertname="ContainerRecreated"}', value: 1}
                          - {labels: '{alertname="HistoryLost"}', value: 1}
                """.formatted(RULES.toAbsolutePath()), UTF_8);
        assertTrue(promtool("", "test", "rules", test.toString()).contains("SUCCESS"));
    }
}
