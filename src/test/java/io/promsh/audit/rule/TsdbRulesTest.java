package io.promsh.audit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ExecResult;
import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.SampleKind;
import io.promsh.testing.Answers;
import io.promsh.testing.FakeDocker;
import io.promsh.testing.FakeTarget;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** TSD: retention, copies and damage, by files, containers and the server's own word. */
class TsdbRulesTest {
    private static final double GIGABYTE = 1024.0 * 1024 * 1024;
    private static final String CONFIG = "volumes: [\"./prometheus.yml:/etc/prometheus/prometheus.yml:ro\"]";

    @TempDir
    Path folder;

    private Stack stack;

    @BeforeEach
    void setUp() {
        stack = new Stack(folder);
    }

    private Stack prometheus(String... lines) {
        StringBuilder text = new StringBuilder("services:\n  prometheus:\n    image: prom/prometheus:v2.53.3\n");
        for (String line : lines) {
            text.append("    ").append(line).append('\n');
        }
        return stack.compose(text.toString());
    }

    /** A server that answers numbers to questions that hold a word. */
    private static final class Numbers {
        private final Map<String, Double> numbers = new LinkedHashMap<>();
        private final Map<String, String> flags = new LinkedHashMap<>();

        Numbers number(String part, double value) {
            numbers.put(part, value);
            return this;
        }

        Numbers flag(String name, String value) {
            flags.put(name, value);
            return this;
        }

        FakeTarget target() {
            FakeTarget target = new FakeTarget().answering(query -> {
                List<Element> elements = new ArrayList<>();
                numbers.forEach((part, value) -> {
                    if (query.expression().contains(part)) {
                        Labels labels = Labels.of(Map.of("__name__", part, "instance", "localhost:9090"));
                        elements.add(new Element(labels, Stack.NOW, value, Optional.empty()));
                    }
                });
                return Answers.answer(new InstantVector(elements), SampleKind.EVALUATED);
            });
            target.flags.putAll(flags);
            return target;
        }
    }

    @Test
    void tsd001FindsNoRetentionInFilesAndFlags() {
        assertEquals(
                List.of("compose.yml:5 prometheus: no retention is set: 15 days"),
                prometheus("command: [--web.enable-lifecycle]").found("TSD001"));
        assertEquals(
                List.of(),
                prometheus("command: [--storage.tsdb.retention.time=30d]").found("TSD001"));
        assertEquals(
                List.of(),
                prometheus("command: --storage.tsdb.retention.size 5GB").found("TSD001"));
        Stack server = new Stack(folder.resolve("none"));
        assertEquals(
                List.of("server http://fake:9090 server http://fake:9090: no retention is set: 15 days"),
                server.server(new Numbers()
                                .flag("storage.tsdb.retention.time", "0s")
                                .target())
                        .found("TSD001"));
        assertEquals(
                List.of(),
                server.server(new Numbers()
                                .flag("storage.tsdb.retention.time", "30d")
                                .target())
                        .found("TSD001"));
    }

    @Test
    void tsd001FindsARetentionBySizeThatTheDiskCannotHold() {
        Numbers numbers = new Numbers()
                .flag("storage.tsdb.retention.size", "100GB")
                .number("node_filesystem_size_bytes", 50 * GIGABYTE);
        assertTrue(stack.server(numbers.target())
                .found("TSD001")
                .get(0)
                .contains("retention.size is 100GB, the disk has 50"));
        numbers.number("node_filesystem_size_bytes", 500 * GIGABYTE);
        assertEquals(List.of(), stack.server(numbers.target()).found("TSD001"));
    }

    @Test
    void tsd002FindsADiskThatIsFullBeforeTheRetentionIsReached() {
        Numbers numbers = new Numbers()
                .flag("storage.tsdb.retention.time", "30d")
                .number("head_samples_appended_total", 100_000)
                .number("lowest_timestamp_seconds", (double) (Stack.NOW.getEpochSecond() - 86_400))
                .number("node_filesystem_avail_bytes", 100 * GIGABYTE);
        String found = stack.server(numbers.target()).found("TSD002").toString();
        // 100,000 samples a second of 2 bytes are 17.28 GB a day.
        assertTrue(found.contains("the disk is full in 6.2 days, the retention needs 29 more"), found);
        assertTrue(stack.server(numbers.number("node_filesystem_avail_bytes", 1000 * GIGABYTE)
                        .target())
                .isGood("TSD002"));
    }

    @Test
    void tsd002IsUnknownWithoutFigures() {
        assertEquals(
                "the server does not scrape itself: how fast it grows is not known",
                stack.server(new Numbers().target()).unknown("TSD002"));
        assertEquals("no server", new Stack(folder).unknown("TSD002"));
    }

    @Test
    void tsd003FindsTheAdminInterfaceOff() {
        assertEquals(
                1,
                prometheus("command: [--web.enable-lifecycle]").found("TSD003").size());
        assertEquals(List.of(), prometheus("command: [--web.enable-admin-api]").found("TSD003"));
        Stack server = new Stack(folder.resolve("none"));
        assertEquals(
                1,
                server.server(new Numbers()
                                .flag("web.enable-admin-api", "false")
                                .target())
                        .found("TSD003")
                        .size());
        assertEquals(
                List.of(),
                server.server(new Numbers().flag("web.enable-admin-api", "true").target())
                        .found("TSD003"));
    }

    @Test
    void tsd004FindsTheOnlyCopy() {
        prometheus(CONFIG).file("prometheus.yml", "global: {}\n");
        assertEquals(
                List.of(
                        "prometheus.yml:1 prometheus: no remote_write, no second Prometheus, no backup in a script or timetable"),
                stack.found("TSD004"));
        stack.file("backup.cron", "0 3 * * * promsh -c 'volume backup bay_prometheus_data'\n");
        assertTrue(stack.isGood("TSD004"));
        stack.file("backup.cron", "# nothing\n").file("prometheus.yml", "remote_write:\n- url: http://far/\n");
        assertTrue(stack.isGood("TSD004"));
    }

    @Test
    void tsd004IsUnknownWithoutTheConfiguration() {
        assertTrue(prometheus().unknown("TSD004").startsWith("the configuration of prometheus is not among the files"));
    }

    @Test
    void tsd006FindsDamageThatTheServerReports() {
        Numbers numbers = new Numbers().number("prometheus_tsdb_head_series", 5);
        assertTrue(stack.server(numbers.target()).isGood("TSD006"));
        FakeTarget broken = new FakeTarget().answering(query -> {
            String metric = query.expression().startsWith("count") ? "x" : "prometheus_tsdb_wal_corruptions_total";
            Labels labels = Labels.of(Map.of("__name__", metric, "instance", "a"));
            return Answers.answer(
                    new InstantVector(List.of(new Element(labels, Stack.NOW, 2, Optional.empty()))),
                    SampleKind.EVALUATED);
        });
        assertTrue(stack.server(broken).found("TSD006").get(0).contains("prometheus_tsdb_wal_corruptions_total is 2"));
        assertTrue(stack.server(new Numbers().target()).unknown("TSD006").contains("does not scrape itself"));
    }

    @Test
    void tsd007FindsLeftoversInTheDataFolder() {
        FakeDocker engine = new FakeDocker()
                .with(Made.prometheus().container())
                .withArchive("bay_prometheus_data", "/prometheus", new byte[1024])
                .withArchive("bay_prometheus_data", "/prometheus/snapshots", new byte[1024])
                .running(command -> new ExecResult(
                        0, command.get(2).endsWith("snapshots") ? "20250803T\n" : "wal\n01J.tmp-for-deletion\n", ""));
        assertEquals(
                List.of(
                        "container bay_prometheus_1 prometheus: snapshots/20250803T is left in the data folder",
                        "container bay_prometheus_1 prometheus: 01J.tmp-for-deletion is left in the data folder"),
                stack.docker(engine).found("TSD007"));
        engine.running(command -> new ExecResult(0, command.get(2).endsWith("snapshots") ? "" : "wal\n", ""));
        assertTrue(stack.docker(engine).isGood("TSD007"));
        engine.running(command -> new ExecResult(127, "", "no ls"));
        assertEquals(
                "the data folder of prometheus cannot be listed (in part)",
                stack.docker(engine).unknown("TSD007"));
    }

    @Test
    void tsd008FindsAForgetfulPushgateway() {
        String text = "services:\n  push:\n    image: prom/pushgateway:v1.9.0\n";
        assertEquals(
                List.of("compose.yml:4 push: what is pushed lives in memory only"),
                stack.compose(text).found("TSD008"));
        assertEquals(
                List.of(),
                stack.compose(text + "    command: [--persistence.file=/data/x]\n")
                        .found("TSD008"));
        Made made = Made.of("push", "prom/pushgateway");
        Stack live = new Stack(folder.resolve("none"));
        assertEquals(1, live.running(made.container()).found("TSD008").size());
        assertEquals(
                List.of(),
                live.running(made.argument("--persistence.file=/data/x").container())
                        .found("TSD008"));
    }

    @Test
    void tsd009FindsMetricsThatBeginLongAfterTheProject() {
        Numbers numbers = new Numbers().number("lowest_timestamp_seconds", (double)
                Instant.parse("2025-08-03T18:40:00Z").getEpochSecond());
        FakeDocker engine = new FakeDocker().with(Made.prometheus().container());
        assertTrue(stack.docker(engine).server(numbers.target()).isGood("TSD009"), "the container is as young");
        engine.with(
                new io.promsh.docker.Volume(
                        "bay_grafana_data",
                        "local",
                        "/v",
                        Optional.of(Instant.parse("2025-08-02T00:00:00Z")),
                        Map.of("com.docker.compose.project", "bay", "com.docker.compose.volume", "grafana_data"),
                        Map.of()),
                1);
        String found =
                stack.docker(engine).server(numbers.target()).found("TSD009").toString();
        assertTrue(
                found.contains(
                        "metrics begin at 2025-08-03T18:40:00Z, the project is there since 2025-08-02T00:00:00Z"),
                found);
    }

    private static FakeDocker onThisMachine(Made made) {
        FakeDocker engine = new FakeDocker().with(made.container());
        engine.local = true;
        return engine;
    }

    private Stack takingMemory(FakeDocker engine, double bytes) {
        return stack.docker(engine)
                .server(new Numbers()
                        .number("process_resident_memory_bytes", bytes)
                        .target());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the memory of the host is read from /proc/meminfo")
    void cmp008FindsAPrometheusThatTakesMostOfTheHost() {
        double more = 1e6 * GIGABYTE; // than any machine that runs tests has
        FakeDocker unlimited = onThisMachine(Made.prometheus().memory(0));
        String found = takingMemory(unlimited, more).found("CMP008").toString();
        assertTrue(found.contains("prometheus: no memory limit, and it takes"), found);
        assertTrue(takingMemory(unlimited, 1).isGood("CMP008"), "a byte is not much of a host");

        assertTrue(takingMemory(onThisMachine(Made.prometheus()), more).isGood("CMP008"), "a limit holds it");
    }

    @Test
    void cmp008IsUnknownWhereTheHostIsAnothersOrTheServerDoesNotSay() {
        FakeDocker elsewhere = new FakeDocker().with(Made.prometheus().memory(0).container());
        assertTrue(takingMemory(elsewhere, GIGABYTE).unknown("CMP008").contains("is not known here"));
        FakeDocker here = onThisMachine(Made.prometheus().memory(0));
        assertTrue(stack.docker(here)
                .server(new Numbers().target())
                .unknown("CMP008")
                .contains("is not known here"));
    }

    @Test
    void aServerThatFailsLeavesItsRulesUnknown() {
        FakeTarget broken = new FakeTarget().answering(query -> {
            throw Failure.unreachable("it went away", "");
        });
        assertEquals("it went away", stack.server(broken).unknown("TSD006"));
    }

    @Test
    void sizesAreReadAsPrometheusWritesThem() {
        assertEquals(512.0 * 1024 * 1024, ByteText.parse("512MB").orElse(0));
        assertEquals(1.5 * GIGABYTE, ByteText.parse("1.5GiB").orElse(0));
        assertTrue(ByteText.parse("much").isEmpty());
    }
}
