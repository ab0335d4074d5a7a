package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    @Test
    void walksToTheEnd() {
        assertEquals(0, Training.run());
    }

    @Test
    void theCannedServerAnswersInThePrometheusManner() throws Exception {
        try (CannedServer server = CannedPrometheus.start(Clock.systemUTC())) {
            String answer = get(server.address() + "/api/v1/query?query=up%5B5m%5D");
            assertTrue(answer.startsWith("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\""), answer);
            assertTrue(get(server.address() + "/api/v1/query?query=up").contains("\"vector\""));
        }
    }

    @Test
    void theCannedEngineHasAVolumeToList(@TempDir Path home) throws IOException {
        try (CannedServer engine = CannedEngine.start(home)) {
            String out = new PromshRun(home)
                    .with("DOCKER_HOST", engine.address())
                    .run("-c", "volume list --sizes -o jsonl")
                    .exits(0)
                    .out();
            assertTrue(out.contains("\"name\":\"canned_data\",\"verdict\":\"persistent\",\"size\":4711"), out);
            assertTrue(out.contains("\"users\":[\"canned_prometheus_1\"]"), out);
        }
    }

    private static String get(String address) throws Exception {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(URI.create(address).toURL().openStream(), StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.joining("\n"));
        }
    }
}
