package io.promsh.volume.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {
    @ParameterizedTest
    @CsvSource({"0B, 0", "512MB, 536870912", "1GB, 1073741824", "1.5KB, 1536", "100, 100", "2GiB, 2147483648", "x, 0"})
    void readsSizes(String text, long bytes) {
        assertEquals(bytes, Holding.bytes(text));
    }

    @Test
    void readsWhatAServerKeeps() {
        assertEquals(new Holding(Duration.ofDays(15), 0, false), Holding.of(Map.of()));
        assertEquals(
                new Holding(Duration.ofDays(30), 1 << 20, true),
                Holding.of(Map.of(
                        "storage.tsdb.retention.time", "30d",
                        "storage.tsdb.retention.size", "1MB",
                        "web.enable-admin-api", "true")));
        assertEquals(
                Duration.ofDays(7),
                Holding.of(Map.of("storage.tsdb.retention.time", "0s", "storage.tsdb.retention", "7d"))
                        .retention());
    }

    @Test
    void tellsHowFarTheReplayIs() {
        assertEquals(
                Optional.of("log replay: segment 3 of 6"),
                Readiness.replayWords("{\"status\":\"success\",\"data\":{\"min\":10,\"max\":15,\"current\":12}}"));
        assertEquals(Optional.empty(), Readiness.replayWords("Service Unavailable"));
    }
}
