package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Values;
import io.promsh.testing.RealPrometheus;
import io.promsh.testing.RemoteWrite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coverage, gaps, intervals and comparisons through the whole program, against two real servers with known holes. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class CoverageIT {
    private static final Instant START = Instant.parse("2025-08-03T00:00:00Z");
    private static final String[] WINDOW = {"--start", "2025-08-03T00:00:00Z", "--end", "2025-08-03T04:00:00Z"};

    /** Four hours at 15 s. */
    private static final int SLOTS = 960;

    private static RealPrometheus server;
    private static RealPrometheus other;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        server = RealPrometheus.start("", "--web.enable-remote-write-receiver");
        other = RealPrometheus.start("", "--web.enable-remote-write-receiver");
        // The server was down in [200, 240), target b down in [400, 420), series "ends" ends at 600, "late" begins at
        // 700.
        for (int from = 0; from < SLOTS; from += 60) {
            RemoteWrite write = new RemoteWrite();
            add(write, from, "up", "a", slot -> true, slot -> 1);
            add(write, from, "up", "b", slot -> true, slot -> slot >= 400 && slot < 420 ? 0 : 1);
            add(write, from, "whole", "a", slot -> true, slot -> slot);
            add(write, from, "lane", "a", slot -> true, slot -> slot);
            add(write, from, "lane", "b", slot -> slot < 400 || slot >= 420, slot -> slot);
            add(write, from, "ends", "a", slot -> slot <= 600, slot -> slot == 600 ? stale() : slot);
            add(write, from, "late", "a", slot -> slot >= 700, slot -> slot);
            write.to(server.address());
            RemoteWrite second = new RemoteWrite();
            add(second, from, "lane", "a", slot -> slot != 300, slot -> slot == 301 ? -1 : slot);
            add(second, from, "lane", "b", slot -> slot < 400 || slot >= 420, slot -> slot);
            add(second, from, "lane", "c", slot -> true, slot -> slot);
            second.to(other.address());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        other.close();
    }

    private static double stale() {
        return Double.longBitsToDouble(Values.STALE_BITS);
    }

    private interface ValueOf {
        double at(int slot);
    }

    private static void add(
            RemoteWrite write, int from, String metric, String instance, IntPredicate there, ValueOf value) {
        int[] slots = IntStream.range(from, from + 60)
                .filter(slot -> slot < 200 || slot >= 240)
                .filter(there)
                .toArray();
        long[] times = IntStream.of(slots)
                .mapToLong(slot -> START.toEpochMilli() + 15_000L * slot)
                .toArray();
        double[] values = IntStream.of(slots).mapToDouble(value::at).toArray();
        write.add(Series.of(
                Labels.of(Labels.METRIC_NAME, metric, "job", "traffic", "instance", instance), times, values));
    }

    private PromshRun.Result run(String... line) {
        String[] all = new String[WINDOW.length + 2 + line.length];
        all[0] = "--target";
        all[1] = server.address();
        System.arraycopy(WINDOW, 0, all, 2, WINDOW.length);
        System.arraycopy(line, 0, all, 2 + WINDOW.length, line.length);
        return new PromshRun(home).run(all);
    }

    @Test
    void countsEachSeriesAndTheTotal() {
        String rows = run("-o", "csv", "-c", "coverage lane").exits(0).out().replace("\r\n", "\n");
        assertEquals("""
                        scope,series,expected,present,missing,coverage,gaps,longest gap,causes,interval,source,first,last,window
                        series,"lane{instance=""a"", job=""traffic""}",960,920,40,0.9583333333333334,1,600,server down,15,measured,2025-08-03T00:00:00.000Z,2025-08-03T03:59:45.000Z,\u2588\u2588\u2588\u2588\u2588\u00b7\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588
                        series,"lane{instance=""b"", job=""traffic""}",960,900,60,0.9375,2,600,"server down,target down",15,measured,2025-08-03T00:00:00.000Z,2025-08-03T03:59:45.000Z,\u2588\u2588\u2588\u2588\u2588\u00b7\u2588\u2588\u2588\u2588\u2584\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588
                        total,,1920,1820,100,0.9479166666666666,3,600,"server down,target down",,,2025-08-03T00:00:00.000Z,2025-08-03T03:59:45.000Z,\u2588\u2588\u2588\u2588\u2588\u00b7\u2588\u2588\u2588\u2588\u2586\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588
                        """, rows);
    }

    @Test
    void namesTheCauseOfEachGap() {
        String rows =
                run("-o", "csv", "-c", "gaps --metrics lane,ends,late").exits(0).out();
        assertTrue(rows.contains("2025-08-03T00:50:00.000Z,2025-08-03T01:00:00.000Z,600,120,3,server down,0,"), rows);
        assertTrue(rows.contains("2025-08-03T01:40:00.000Z,2025-08-03T01:45:00.000Z,300,20,1,target down,0,"), rows);
        assertTrue(rows.contains("2025-08-03T02:30:00.000Z,2025-08-03T04:00:00.000Z,5400,360,1,series ended,1,"), rows);
        assertTrue(rows.contains("2025-08-03T00:00:00.000Z,2025-08-03T02:55:00.000Z,10500,700,1,never there,0,"), rows);
    }

    @Test
    void failsBelowTheThresholdAskedFor() {
        run("-c", "coverage --min 94 lane").exits(0);
        run("-c", "coverage --min 99 lane").exits(7).notes("the coverage is 94.8 %, below the 99 % asked for");
        run("-c", "coverage --min much lane").exits(2).notes("--min 99.5");
        run("-c", "coverage").exits(2).notes("coverage --last 24h traffic_vehicles_total");
        run("-c", "coverage rate(lane[5m])").exits(2);
    }

    @Test
    void countsWhatTheBaselineHasAndTheWindowLacks() {
        String rows = run("-o", "csv", "-c", "coverage --baseline " + other.address() + " lane")
                .exits(0)
                .out();
        assertTrue(rows.contains("series,\"lane{instance=\"\"c\"\", job=\"\"traffic\"\"}\",960,0,960,0,1,"), rows);
        assertTrue(rows.contains("total,,2880,1820,1060,"), rows);
        String earlier = new PromshRun(home)
                .run(
                        "--target",
                        server.address(),
                        "--start",
                        "2025-08-03T02:45:00Z",
                        "--end",
                        "2025-08-03T02:50:00Z",
                        "-o",
                        "csv",
                        "-c",
                        "coverage --baseline 1h ends")
                .exits(0)
                .out();
        assertTrue(earlier.contains(
                "series,\"ends{instance=\"\"a\"\", job=\"\"traffic\"\"}\",20,0,20,0,1,300,never there"));
    }

    @Test
    void saysOfHowManyMetricsThereIsData() {
        run("-c", "coverage --metrics lane,whole,ends,late,n1,n2,n3,n4,n5")
                .exits(0)
                .notes("4 of 9 metrics have data");
    }

    @Test
    void takesTheSelectorsOfADashboard() throws Exception {
        Path file = Files.writeString(home.resolve("d.json"), """
                {"title": "t", "schemaVersion": 39, "panels": [{"id": 1, "type": "timeseries", "title": "p",
                 "targets": [{"refId": "A", "expr": "rate(whole[5m])"}, {"refId": "B", "expr": "sum(late)"}]}]}
                """);
        String rows =
                run("-o", "csv", "-c", "coverage --dashboard " + file).exits(0).out();
        assertTrue(rows.contains("metric,whole,960,920,40,"), rows);
        assertTrue(rows.contains("metric,late,960,260,700,"), rows);
    }

    @Test
    void drawsForAPerson() {
        String[] line = {"--target", server.address(), "--start", WINDOW[1], "--end", WINDOW[3], "-c", "coverage lane"};
        String drawn = new PromshRun(home).onTerminal().run(line).exits(0).out();
        assertTrue(drawn.contains("every 15s (measured)"), drawn);
        assertTrue(drawn.contains("\nb             900       960"), drawn);
        assertTrue(drawn.contains("94.8 %"), drawn);
        assertTrue(drawn.contains("target down"), drawn);
        assertTrue(drawn.lines().allMatch(one -> one.length() <= 80), drawn);
    }

    @Test
    void showsTheHistogramOfDistances() {
        run("-o", "csv", "-c", "interval lane").exits(0).notes("median 15s, mode 15s");
        String rows = run("-o", "jsonl", "-c", "interval lane").exits(0).out();
        assertTrue(rows.contains("{\"seconds\":615,\"count\":2,"), rows);
        assertTrue(rows.contains("{\"seconds\":15,\"count\":1815,"), rows);
    }

    @Test
    void expectsAsOftenAsGivenOrConfigured() {
        String given = run("-o", "csv", "-c", "coverage --interval 5s lane{instance=\"a\"}")
                .exits(0)
                .out();
        assertTrue(given.contains(",2880,920,1960,"), given);
        assertTrue(given.contains(",5,given,"), given);
        String configured = run("-o", "csv", "-c", "coverage --interval config lane{instance=\"a\"}")
                .exits(0)
                .out();
        assertTrue(configured.contains(",960,920,40,"), configured);
        assertTrue(configured.contains(",15,configured,"), configured);
        run("-c", "coverage --interval often lane").exits(2);
    }

    @Test
    void comparesTwoTargetsSampleBySample() {
        String pair = "compare " + server.address() + " " + other.address();
        String rows = run("-o", "csv", "-c", pair + " lane")
                .exits(0)
                .notes("2 series of 3 differ")
                .out();
        assertTrue(
                rows.contains(
                        "\"lane{instance=\"\"a\"\", job=\"\"traffic\"\"}\",920,919,1,0,1,false,2025-08-03T01:15:00.000Z"),
                rows);
        assertTrue(rows.contains("\"lane{instance=\"\"b\"\", job=\"\"traffic\"\"}\",900,900,0,0,0,true,"), rows);
        assertTrue(rows.contains("\"lane{instance=\"\"c\"\", job=\"\"traffic\"\"}\",0,920,0,920,0,false,"), rows);
        run("--strict", "-c", pair + " lane").exits(7);
        run("--strict", "-c", pair + " {__name__=\"lane\", instance=\"b\"}")
                .exits(0)
                .notes("1 series, the same samples in both");
        run("-c", "compare " + server.address() + " lane").exits(2);
    }

    @Test
    void saysThatAWindowLiesInTheFuture() {
        for (String line : new String[] {"coverage lane", "gaps lane"}) {
            new PromshRun(home)
                    .run(
                            "--target",
                            server.address(),
                            "--start",
                            "2025-08-03T20:00:00Z",
                            "--end",
                            "2025-08-03T21:00:00Z",
                            "-c",
                            line)
                    .exits(0)
                    .notes("the window lies in the future");
            new PromshRun(home)
                    .run(
                            "--target",
                            server.address(),
                            "--start",
                            "2025-08-03T03:00:00Z",
                            "--end",
                            "2025-08-03T21:00:00Z",
                            "-c",
                            line)
                    .exits(0)
                    .notes("the window ends in the future");
            new PromshRun(home)
                    .run("--target", server.address(), "--start", "2025-08-03T03:00:00Z", "--end", "now", "-c", line)
                    .exits(0)
                    .isSilentOn("future");
        }
    }

    @Test
    void saysSoWhereThereIsNothing() {
        assertEquals(3, run("--fail-on-empty", "-c", "coverage nothing").code());
        String rows = run("-o", "csv", "-c", "coverage nothing").exits(0).out();
        assertTrue(rows.contains("series,nothing,960,0,960,0,1,14400,never there,15,as the others,,,"), rows);
    }
}
