package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.testing.Fault;
import io.promsh.testing.FaultProxy;
import io.promsh.testing.RealPrometheus;
import io.promsh.testing.RemoteWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports from a real server: what comes out, that it can be put back, and that nothing on the way changes a byte of it. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class ExportIT {
    private static final String ALL =
            "export {__name__=~\".+\"} --start 2025-08-03T17:00:00Z --end 2025-08-03T19:00:00Z ";

    @TempDir
    static Path home;

    private static RealPrometheus server;

    @BeforeAll
    static void start() {
        server = RealPrometheus.start(OddSamples.openMetrics());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PromshRun.Result run(String address, String line) {
        return new PromshRun(home).run("--target", address, "-c", line);
    }

    private static Path export(String address, String name, String more) {
        Path folder = home.resolve(name);
        run(address, ALL + "--out " + folder + " " + more).exits(0);
        return folder;
    }

    /** Returns every file of an export by its name; the manifest and the summary without the server's address. */
    static Map<String, String> content(Path folder) throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replaceAll("(http://)?127\\.0\\.0\\.1:[0-9]+", "HERE");
                content.put(folder.relativize(file).toString(), text);
            }
        }
        return content;
    }

    @Test
    void writesOpenMetricsThatPromtoolMakesTheSameSamplesOf() throws IOException {
        Path first = export(server.address(), "first", "--format json,openmetrics");
        StringBuilder all = new StringBuilder();
        Map<String, String> content = content(first);
        content.forEach((name, text) -> {
            if (name.endsWith(".om")) {
                assertTrue(text.endsWith("# EOF\n"));
                all.append(text, 0, text.length() - "# EOF\n".length());
            }
        });
        try (RealPrometheus copy = RealPrometheus.start(all.append("# EOF\n").toString())) {
            Path second = export(copy.address(), "second", "--format json,openmetrics");
            assertEquals(content, content(second));
        }
    }

    @Test
    void writesJsonAsTheServerAnswers() throws IOException {
        Path folder = export(server.address(), "api", "--format json");
        String ours = Files.readString(folder.resolve("odd_values.json"));
        String theirs = OddSamples.answer(server.address(), "query?time=1754247599.999&query=odd_values%5B2h%5D");
        assertEquals(theirs, ours.replace("\n", ""));
    }

    @Test
    void writesEvaluatedPointsAsTheScriptsDid() throws IOException {
        Path folder = home.resolve("script");
        run(
                        server.address(),
                        "export --metric lane_total --start 2025-08-03T18:00:00Z --end 2025-08-03T18:30:00Z --step 30"
                                + " --format json,text --out " + folder)
                .exits(0)
                .notes("(evaluated)");
        String theirs = OddSamples.answer(
                server.address(), "query_range?query=lane_total&start=1754244000&end=1754245800&step=30");
        assertEquals(theirs, Files.readString(folder.resolve("lane_total.json")).replace("\n", ""));
        assertTrue(Files.readString(folder.resolve("lane_total.txt")).contains(" 1754244000000\n"));
        assertTrue(Files.readString(folder.resolve("summary.txt")).contains("kind     evaluated, every 30s"));
        run(server.address(), "export --list-metrics -o tsv --at " + PromshRun.NOW)
                .exits(0)
                .contains("lane_total\t");
    }

    @Test
    void changesNoByteWhateverTheNetworkDoes() throws IOException {
        Path calm = export(server.address(), "calm", "--format json,openmetrics,csv,csv-wide,text");
        try (FaultProxy proxy = FaultProxy.before(server.address())) {
            proxy.randomly(
                    42,
                    0.3,
                    Fault.cutAfter(500),
                    Fault.resetAfter(100),
                    Fault.hangUp(),
                    Fault.truncate(300),
                    Fault.unavailable(),
                    Fault.tooMany(),
                    Fault.delay(Duration.ofMillis(50)));
            Path rough = home.resolve("rough");
            for (int i = 0; i < 50 && !Files.exists(rough.resolve("manifest.json")); i++) {
                run(proxy.address(), ALL + "--format json,openmetrics,csv,csv-wide,text --out " + rough);
            }
            assertTrue(proxy.faults() > 0);
            assertEquals(content(calm), content(rough));
        }
    }

    @Test
    void stopsWhenTheLoginIsRevokedAndGoesOnAfterwards() throws IOException {
        Path calm = export(server.address(), "before", "--format json");
        try (FaultProxy proxy = FaultProxy.before(server.address())) {
            Path folder = home.resolve("revoked");
            String line = ALL + "--format json --out " + folder;
            AtomicInteger requests = new AtomicInteger();
            proxy.every(1, passage -> {
                Fault fault = requests.incrementAndGet() < 6 ? Fault.none() : Fault.status(401, "revoked");
                fault.apply(passage);
            });
            run(proxy.address(), line).exits(6);
            assertFalse(Files.exists(folder.resolve("manifest.json")));
            proxy.heal();
            run(proxy.address(), line).exits(0);
            assertEquals(content(calm), content(folder));
        }
    }

    @Test
    void leavesAFinishedExportAlone() throws IOException {
        Path folder = export(server.address(), "done", "--format csv");
        Map<String, String> before = content(folder);
        try (FaultProxy proxy = FaultProxy.before(server.address())) {
            run(server.address(), ALL + "--format csv --out " + folder).exits(0).notes("was finished before");
            assertEquals(before, content(folder));
            assertEquals(0, proxy.seen().size());
            run(server.address(), ALL + "--format json --out " + folder)
                    .exits(5)
                    .notes("holds a finished export as csv");
            run(proxy.address(), ALL + "--format csv --out " + folder).exits(5).notes("holds a finished export from");
        }
    }

    @Test
    void noticesThatAFinishedFolderHoldsAnotherWindow() {
        Path folder = home.resolve("moving");
        String line = "export lane_total --format csv --out " + folder;
        run(server.address(), line + " --last 1h").exits(0).notes("2025-08-03T17:56:00Z to 2025-08-03T18:56:00Z");
        run(server.address(), line + " --last 1h")
                .exits(0)
                .notes("was finished before")
                .isSilentOn("this line would now mean");
        new PromshRun(home)
                .clock(Clock.fixed(PromshRun.NOW.plusSeconds(60).plusNanos(1_234_567), ZoneOffset.UTC))
                .run("--target", server.address(), "-c", line + " --last 1h")
                .exits(0)
                .notes("was finished before")
                .notes("this line would now mean 2025-08-03T17:57:00.001Z to 2025-08-03T18:57:00.001Z")
                .notes("take another folder with --out");
        String[] others = {
            "--last 30m",
            "--start 2025-08-03T17:00:00Z",
            "--end 2025-08-03T18:55:00Z",
            "--start -2h",
            "--at 2025-08-03T18:00:00Z",
        };
        for (String other : others) {
            run(server.address(), line + " " + other)
                    .exits(5)
                    .notes("holds a finished export from 2025-08-03T17:56:00Z to 2025-08-03T18:56:00Z")
                    .notes("take another folder for this one with --out");
        }
        run(server.address(), line + " --start 2025-08-03T17:56:00Z").exits(0).notes("was finished before");
        run(server.address(), line.replace("lane_total", "odd_values") + " --last 1h")
                .exits(5)
                .notes("holds a finished export of lane_total");
    }

    @Test
    void saysNoSpeedOfNothing() {
        run(server.address(), "export never_seen --last 1h --out " + home.resolve("nothing"))
                .exits(0)
                .notes("0 of 1 metric")
                .isSilentOn("samples/s");
    }

    @Test
    void verifiesFilesAndSource() throws IOException {
        Path folder = export(server.address(), "verified", "--format json,csv");
        run(server.address(), "verify " + folder + " --against " + server.address() + " -o tsv")
                .exits(0)
                .contains("lane_total\tsource\tok\t3\t221");
        Path file = folder.resolve("odd_values.csv");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("1", "2"));
        run(server.address(), "verify " + folder).exits(1).contains("has changed: its checksum is another");
        Files.writeString(file, text + " ");
        run(server.address(), "verify " + folder).exits(1).contains("bytes, not ");
        Files.delete(file);
        run(server.address(), "verify " + folder).exits(1).contains("is missing");
        Files.writeString(file, text);
        String less = OddSamples.openMetrics().replaceFirst("\nlane_total[^\n]*", "");
        try (RealPrometheus other = RealPrometheus.start(less)) {
            run(server.address(), "verify " + folder + " --against " + other.address())
                    .exits(7)
                    .contains("the source has 220 samples, not 221");
        }
    }

    @Test
    void exportsWhatADashboardUses() throws IOException {
        Path dashboard = Files.writeString(home.resolve("d.json"), """
                {"panels": [{"title": "A", "targets": [{"expr": "sum(rate(lane_total{side=\\"left\\"}[5m]))"}]},
                            {"title": "B", "targets": [{"expr": "odd_values / never_seen offset 1d"}]},
                            {"title": "C", "libraryPanel": {"uid": "x", "name": "Shared"}}]}
                """);
        Path folder = home.resolve("dashboard");
        String window = " --start 2025-08-03T17:00:00Z --end 2025-08-03T19:00:00Z ";
        run(server.address(), "export --dashboard " + dashboard + window + "--format json --out " + folder)
                .exits(0)
                .notes("2 of 3 metrics")
                .notes("unresolved: panel \"C\": library panel 'Shared'")
                .notes("panels look up to 1d before the time that they draw")
                .notes("export with --start 2025-08-02T17:00:00Z");
        assertTrue(Files.readString(folder.resolve("manifest.json")).contains("\"lookback\" : \"1d\""));
        assertTrue(Files.readString(folder.resolve("summary.txt")).contains("--start 2025-08-02T17:00:00Z"));
        assertTrue(Files.readString(folder.resolve("manifest.json")).contains("library panel 'Shared'"));
        assertFalse(Files.readString(folder.resolve("lane_total.json")).contains("right"));
        assertFalse(Files.exists(folder.resolve("never_seen.json")));
        // What the note says to type is enough, and is not said again.
        Path longer = home.resolve("longer");
        String start = " --start 2025-08-02T17:00:00Z --end 2025-08-03T19:00:00Z ";
        run(server.address(), "export --dashboard " + dashboard + start + "--format json --out " + longer)
                .exits(0)
                .isSilentOn("panels look");
        assertTrue(Files.readString(longer.resolve("manifest.json")).contains("\"lookback\" : \"1d\""));
    }

    @Test
    void writesASeriesOnceThatSeveralSelectorsMatch() throws IOException {
        String window = " --start 2025-08-03T17:00:00Z --end 2025-08-03T19:00:00Z --format csv --out ";
        Path one = home.resolve("one");
        Path several = home.resolve("several");
        run(server.address(), "export lane_total{side=~\"left|right\"}" + window + one)
                .exits(0);
        run(server.address(), "export lane_total{side=\"left\"} lane_total{side=~\"left|right\"}" + window + several)
                .exits(0);
        assertEquals(
                Files.readString(one.resolve("lane_total.csv")), Files.readString(several.resolve("lane_total.csv")));
    }

    @Test
    void keepsSecretsOutOfTheManifest() throws IOException {
        Path folder = home.resolve("secret");
        new PromshRun(home)
                .with("PROMETHEUS_QUERY_URL", server.address())
                .with("PROMETHEUS_USERNAME", "user-of-mine")
                .with("GRAFANA_READ_TOKEN", "token-of-mine")
                .run("-c", ALL + "--format json --out " + folder)
                .exits(0)
                .isSilentOn("token-of-mine");
        content(folder).forEach((name, text) -> assertFalse(text.contains("-of-mine"), name));
    }

    @Test
    void keepsOrCountsWhatFormatsCannotCarry() throws IOException {
        long start = 1754240400_000L;
        double stale = Double.longBitsToDouble(0x7ff0000000000002L);
        double payload = Double.longBitsToDouble(0x7ff8000000000777L);
        try (RealPrometheus empty =
                RealPrometheus.start("", "--web.enable-remote-write-receiver", "--enable-feature=native-histograms")) {
            new RemoteWrite()
                    .add(Series.of(
                            Labels.of("__name__", "ended", "job", "a"),
                            new long[] {start, start + 15_000, start + 30_000},
                            new double[] {1, payload, stale}))
                    .addHistograms(Labels.of("__name__", "sizes"), List.of(start, start + 15_000), 1, 2, 3)
                    .to(empty.address());
            Path folder = home.resolve("losses");
            run(empty.address(), ALL + "--format json,openmetrics,csv -o tsv --out " + folder)
                    .exits(0)
                    .contains("ended\topenmetrics\tended.om\t1\t2\t")
                    .contains("1 stale marker,1 NaN payload")
                    .contains("sizes\topenmetrics\tsizes.om\t1\t0\t")
                    .contains("2 native histograms")
                    .notes("native histograms were read by range selector, without the stale markers");
            assertTrue(Files.readString(folder.resolve("manifest.json"))
                    .contains("\"remarks\" : [ \"native histograms were read by range selector"));
            run(empty.address(), ALL + "--format json,openmetrics,csv --out " + folder)
                    .exits(0)
                    .notes("native histograms were read by range selector, without the stale markers");
            assertEquals(
                    "{\"metric\":{\"__name__\":\"ended\",\"job\":\"a\"},\"values\":[[1754240400,\"1\"],"
                            + "[1754240415,\"NaN\"]],\"stale\":[1754240430]}",
                    Files.readAllLines(folder.resolve("ended.json")).get(1));
            String sizes = Files.readAllLines(folder.resolve("sizes.json")).get(1);
            assertTrue(
                    sizes.contains("\"histograms\":[[1754240400,{\"count\":\"6\",\"sum\":\"9\",\"buckets\":["), sizes);
            assertTrue(Files.readString(folder.resolve("sizes.csv")).contains("\"{count:6, sum:9, "));
            run(empty.address(), "verify " + folder + " --against " + empty.address())
                    .exits(0);
        }
    }
}
