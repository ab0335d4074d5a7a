package io.promsh.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitGuessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up | NONE",
                "'' | NONE",
                "1 + 2 | NONE",
                "process_resident_memory_bytes | BYTES",
                "sum by (job) (process_resident_memory_bytes{job=\"a_seconds\"}) | BYTES",
                "sum(node_network_receive_bytes_total) by (device) | BYTES",
                "rate(node_network_receive_bytes_total[5m]) | BYTES_PER_SECOND",
                "sum without (x_seconds) (irate(a_bytes_total[1m])) | BYTES_PER_SECOND",
                "increase(a_bytes_total[1h]) | BYTES",
                "rate(http_requests_total[5m]) | PER_SECOND",
                "increase(http_requests_total[5m]) | NONE",
                "rate(process_cpu_seconds_total[1m]) | NONE",
                "go_gc_duration_seconds{quantile=\"0.5\"} | SECONDS",
                "histogram_quantile(0.9, sum by (le) (rate(request_duration_seconds_bucket[5m]))) | SECONDS",
                "histogram_quantile(0.9, rate(response_size_bytes_bucket[5m])) | BYTES",
                "rate(x_seconds_sum[5m]) / rate(x_seconds_count[5m]) | SECONDS",
                "rate(x_seconds_count[5m]) | PER_SECOND",
                "node_filesystem_avail_bytes / node_filesystem_size_bytes | RATIO",
                "node_memory_free_bytes / 1024 | NONE",
                "100 * cache_hit_ratio | NONE",
                "cache_hit_ratio | RATIO",
                "battery_percent | PERCENT",
                "count(a_bytes) | NONE",
                "count by (job) (a_bytes) | NONE",
                "process_start_time_seconds | TIMESTAMP",
                "time() - process_start_time_seconds | SECONDS",
                "a_bytes > 1e9 | BYTES",
                "a_bytes > bool 1e9 | NONE",
                "a_bytes + b_seconds | NONE",
                "a_bytes offset 5m | BYTES",
                "a_bytes # b_seconds | BYTES",
                "deriv(x[5m]) | PER_SECOND",
                "{__name__=\"a_bytes\"} | NONE",
                "\"unterminated | NONE",
                "{unterminated | NONE",
                "absent(a_bytes) | NONE",
            })
    void guessesFromNamesAndFunctions(String expression, Unit expected) {
        assertEquals(expected, UnitGuess.of(expression));
    }

    @Test
    void isLinearInItsInput() {
        assertEquals(Unit.BYTES, UnitGuess.of("(".repeat(200_000) + "a_bytes{".repeat(50_000)));
    }
}
