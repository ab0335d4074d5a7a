package io.promsh.volume.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.testing.FakeDocker;
import io.promsh.testing.FakeTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:00:00Z");

    @TempDir
    Path folder;

    private static Round look(Backups backups) {
        Mount data = new Mount(Mount.Kind.VOLUME, "prom", "/v/prom", "/prometheus", "local", true);
        FakeDocker docker = new FakeDocker()
                .with(FakeDocker.service("traffic", "prometheus", "prom/prometheus", List.of(data)))
                .with(FakeDocker.service("traffic", "grafana", "grafana/grafana", List.of()))
                .with(new Volume("prom", "local", "/v/prom", Optional.empty(), Map.of(), Map.of()), 1)
                .answering(
                        "GET /metrics",
                        200,
                        "# HELP x y\nprometheus_tsdb_lowest_timestamp_seconds 1.7542e+09\nother 1\n");
        return new Watchdog(docker, server -> new FakeTarget(), backups, Duration.ofDays(7)).look(NOW);
    }

    private static Status status(Round round, String check, String subject) {
        return round.statuses().stream()
                .filter(status ->
                        status.check().equals(check) && status.subject().contains(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " " + subject + " is not in " + round.statuses()));
    }

    @Test
    void findsWhatCanBeLost() {
        Round round = look(volume -> Optional.empty());
        assertTrue(status(round, "storage", "prometheus /prometheus").isGood());
        Status layer = status(round, "storage", "grafana /var/lib/grafana");
        assertFalse(layer.isGood());
        assertEquals("on writable layer", layer.words());
        assertEquals("rescue grafana", layer.next());
        assertEquals("no verified backup", status(round, "backup", "prom").words());
        assertFalse(status(round, "retention", "prometheus").isGood());
        assertTrue(status(round, "history", "prometheus").words().startsWith("holds samples since 2025-08-03T"));
        assertTrue(status(round, "restart", "grafana").isGood());
    }

    @Test
    void judgesTheAgeOfABackup() {
        assertTrue(status(look(volume -> Optional.of(NOW.minus(Duration.ofDays(6)))), "backup", "prom")
                .isGood());
        assertFalse(status(look(volume -> Optional.of(NOW.minus(Duration.ofDays(8)))), "backup", "prom")
                .isGood());
    }

    @Test
    void tellsWhatIsNewOtherAndGone() {
        Status same = new Status("storage", "a", true, "on named volume a", "");
        Status other = new Status("restart", "b", true, "since 2", "");
        Status fresh = new Status("orphans", "c", false, "orphan: Prometheus", "rescue merge c");
        Round round = new Round(List.of(same, other, fresh), List.of());
        List<String> changes = round
                .changesSince(Map.of("storage a", "on named volume a", "restart b", "since 1", "backup d", "old"))
                .stream()
                .map(change -> change.status().key() + ": " + change.before() + " -> "
                        + change.status().words())
                .toList();
        assertEquals(
                List.of("restart b: since 1 -> since 2", "orphans c:  -> orphan: Prometheus", "backup d: old -> gone"),
                changes);
        assertEquals(List.of(), round.changesSince(round.words()));
    }

    @Test
    void anEngineThatDoesNotAnswerIsAFinding() {
        FakeDocker docker = new FakeDocker();
        Watchdog watchdog = new Watchdog(
                (io.promsh.docker.DockerEngine) java.lang.reflect.Proxy.newProxyInstance(
                        WatchTest.class.getClassLoader(),
                        new Class<?>[] {io.promsh.docker.DockerEngine.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("address")) {
                                return docker.address();
                            }
                            throw Failure.unreachable("no engine answers", "start it");
                        }),
                server -> new FakeTarget(),
                volume -> Optional.empty(),
                Duration.ofDays(7));
        Round round = watchdog.look(NOW);
        assertEquals("no engine answers", round.statuses().get(0).words());
        assertTrue(Exposition.text(round.readings()).contains("promsh_watchdog_engine_up 0\n"));
    }

    @Test
    void writesTheExpositionFormat() throws IOException {
        Exposition.write(
                folder,
                List.of(
                        new Reading(Gauge.PERSISTENT, Map.of("path", "/a\"b\\c\nd", "service", "x"), 1),
                        new Reading(Gauge.LAST_RUN, Map.of(), 1754244000),
                        new Reading(Gauge.BACKUP_AGE, Map.of("volume", "v"), Double.POSITIVE_INFINITY)));
        String text = Files.readString(folder.resolve("promsh.prom"), UTF_8);
        assertTrue(text.startsWith("# HELP promsh_watchdog_last_run_timestamp_seconds When"), text);
        assertTrue(text.contains("promsh_watchdog_last_run_timestamp_seconds 1754244000\n"), text);
        assertTrue(text.contains("promsh_state_persistent{path=\"/a\\\"b\\\\c\\nd\",service=\"x\"} 1\n"), text);
        assertTrue(text.contains("promsh_backup_age_seconds{volume=\"v\"} +Inf\n"), text);
        assertThrows(Failure.class, () -> Exposition.write(folder.resolve("absent"), List.of()));
        assertFalse(Files.exists(folder.resolve("promsh.prom.part")));
    }

    @Test
    void remembersBetweenRuns() {
        Memory memory = new Memory(folder, "unix:///var/run/docker.sock");
        assertEquals(Map.of(), memory.read());
        memory.write(Map.of("storage a b", "on = x", "restart c", "d"));
        assertEquals(Map.of("storage a b", "on = x", "restart c", "d"), memory.read());
        assertEquals(Map.of(), new Memory(folder, "tcp://other").read());
    }
}
