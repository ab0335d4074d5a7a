package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrainingTest {
    @Test
    void walksToTheEnd() {
        assertEquals(0, Training.run());
    }

    @Test
    void theCannedServerAnswersInThePrometheusManner() throws Exception {
        try (CannedPrometheus server = CannedPrometheus.start(Clock.systemUTC())) {
            String answer = get(server.address() + "/api/v1/query?query=up%5B5m%5D");
            assertTrue(answer.startsWith("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\""), answer);
            assertTrue(get(server.address() + "/api/v1/query?query=up").contains("\"vector\""));
        }
    }

    private static String get(String address) throws Exception {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(URI.create(address).toURL().openStream(), StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.joining("\n"));
        }
    }
}
