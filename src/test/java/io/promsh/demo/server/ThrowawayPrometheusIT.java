package io.promsh.demo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.demo.IncidentDay;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real programs of the package prometheus. */
@Tag("integration")
class ThrowawayPrometheusIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path parent;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void holdsTheDayAndKnowsItsTypes() throws Exception {
        try (ThrowawayPrometheus server = ThrowawayPrometheus.start(parent, Clock.systemUTC())) {
            assertTrue(server.awaitMetadata(SOON.toSeconds(), TimeUnit.SECONDS));
            Instant end = IncidentDay.timeOf(IncidentDay.slotOf(Instant.now()) - 4);
            assertAnswer(server, "sum(count_over_time(traffic_vehicles_total[25h]))", end, 2400, 2420);
            assertAnswer(server, "sum(count_over_time(system_status[25h]))", end, 3600, 3640);
            assertAnswer(server, "count(resets(traffic_vehicles_total[25h]) == 5)", end, 2, 2);
            String metadata = get(server, "/api/v1/metadata");
            assertTrue(metadata.contains("\"traffic_vehicles_total\":[{\"type\":\"counter\""), metadata);
        }
        assertEquals(List.of(), children());
    }

    @Test
    void leavesNothingBehindAndMayBeClosedTwice() throws Exception {
        ThrowawayPrometheus server = ThrowawayPrometheus.start(parent, Clock.systemUTC());
        assertFalse(children().isEmpty());
        String address = server.address();
        server.close();
        server.close();
        assertEquals(List.of(), children());
        assertTrue(address.startsWith("http://127.0.0.1:"), address);
    }

    @Test
    void theGuardClearsUpAfterAKill() throws Exception {
        Path folder = Files.createDirectory(parent.resolve("folder"));
        Files.createFile(folder.resolve("file"));
        Process sleeper = new ProcessBuilder("sleep", "600").start();
        Process owner = new ProcessBuilder(
                        "sh",
                        "-c",
                        "sleep 600 | sh -c '" + Guard.script() + "' guard \"$1\" \"$2\"",
                        "sh",
                        Long.toString(sleeper.pid()),
                        folder.toString())
                .start();
        try {
            assertTrue(sleeper.isAlive());
            ProcessHandle pipe = awaitChild(owner, "sleep");
            pipe.destroyForcibly();
            assertTrue(sleeper.waitFor(SOON.toSeconds(), TimeUnit.SECONDS));
            assertTrue(owner.waitFor(SOON.toSeconds(), TimeUnit.SECONDS));
            assertFalse(Files.exists(folder));
        } finally {
            sleeper.destroyForcibly();
            owner.destroyForcibly();
        }
    }

    private static ProcessHandle awaitChild(Process owner, String name) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadline) {
            var found = owner.descendants()
                    .filter(child -> child.info().command().orElse("").endsWith(name))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        throw new AssertionError("no " + name);
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.toList();
        }
    }

    private void assertAnswer(ThrowawayPrometheus server, String expression, Instant at, long least, long most)
            throws Exception {
        String answer = get(
                server,
                "/api/v1/query?time=" + at.getEpochSecond() + "&query="
                        + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        String value = answer.replaceAll(".*\"value\":\\[[0-9.]+,\"([0-9]+)\"].*", "$1");
        assertTrue(value.matches("[0-9]+"), answer);
        long number = Long.parseLong(value);
        assertTrue(number >= least && number <= most, expression + " is " + number);
    }

    private String get(ThrowawayPrometheus server, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.address() + path)).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }
}
