package io.promsh.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.model.MetricMetadata;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricFamilyTest {
    private static final Map<String, MetricMetadata> METADATA = Map.of(
            "http_requests_total", new MetricMetadata("counter", "Requests.", ""),
            "jobs", new MetricMetadata("counter", "", ""),
            "bare", new MetricMetadata("counter", "", ""),
            "request_seconds", new MetricMetadata("histogram", "", "seconds"),
            "rpc", new MetricMetadata("summary", "", "seconds"),
            "temperature_celsius", new MetricMetadata("gauge", "", "celsius"),
            "build_info", new MetricMetadata("info", "", ""));

    @ParameterizedTest
    @CsvSource({
        "http_requests_total, http_requests, counter, ''",
        "jobs_total, jobs, counter, ''",
        "bare, bare, unknown, ''",
        "request_seconds_bucket, request_seconds, histogram, seconds",
        "request_seconds_sum, request_seconds, histogram, seconds",
        "rpc, rpc, summary, ''",
        "rpc_count, rpc, summary, ''",
        "temperature_celsius, temperature_celsius, gauge, celsius",
        "build_info, build, info, ''",
        "nobody_total, nobody_total, unknown, ''",
        "jobs_created, jobs, counter, ''"
    })
    void knowsFamilyTypeAndUnit(String metric, String family, String type, String unit) {
        MetricFamily found = MetricFamily.of(metric, METADATA);
        assertEquals(family, found.name());
        assertEquals(type, found.type());
        assertEquals(unit, found.unit());
    }

    @Test
    void namesFilesSafely() {
        FileNames names = new FileNames();
        assertEquals("up", names.stem("up"));
        assertEquals("UP~2", names.stem("UP"));
        assertEquals("job%3Arate", names.stem("job:rate"));
        assertEquals("%2E.%2Fetc%2Fpasswd", names.stem("../etc/passwd"));
        assertEquals("%E6%9D%B1", names.stem("\u6771"));
        assertEquals(159, names.stem("x".repeat(1000)).length(), 3);
    }
}
