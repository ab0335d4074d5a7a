package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.app.PromshRun.Result;
import io.promsh.model.Labels;
import io.promsh.testing.RealPrometheus;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The incident end to end on real servers: one with the history, one that lost six hours of it. */
@Tag("integration")
class RecoverIT {
    private static final int SERIES = 20;
    private static final Duration STEP = Duration.ofSeconds(15);

    @TempDir
    private Path home;

    private final Instant now = Instant.now();

    private PromshRun promsh() {
        return new PromshRun(home).clock(Clock.systemUTC());
    }

    /** A day until a minute ago, without what lies in [lostFrom, lostTo); the cloud adds a label and spells bounds otherwise. */
    private Path history(String name, boolean isCloud, Instant lostFrom, Instant lostTo) throws IOException {
        Path folder = Files.createDirectory(home.resolve(name));
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.twoHours(), now)) {
            for (int i = 0; i < SERIES; i++) {
                int series = builder.series(labels(i, isCloud));
                Instant first = now.minus(Duration.ofHours(24)).plusMillis(i * 100L);
                for (Instant time = first; time.isBefore(now.minusSeconds(60)); time = time.plus(STEP)) {
                    if (time.isBefore(lostFrom) || !time.isBefore(lostTo)) {
                        long second = time.getEpochSecond();
                        builder.append(series, time.toEpochMilli(), second % 97 == 0 ? -0.0 : second * 0.1 * i);
                    }
                }
            }
            builder.finish();
        }
        return folder;
    }

    /** Pairs of series differ in their names alone: what counts all of them together must not mix them up. */
    private static Labels labels(int i, boolean isCloud) {
        String name = i % 2 == 0 ? "traffic_vehicles_total" : "traffic_speed_bucket";
        Labels own = Labels.of("__name__", name, "job", "traffic", "lane", "" + i / 2, "le", isCloud ? "1" : "1.0");
        return isCloud
                ? Labels.of("__name__", name, "cluster", "eu", "job", "traffic", "lane", "" + i / 2, "le", "1")
                : own;
    }

    @Test
    void bringsSixLostHoursBackWholeAndTakesThemOutAgain() throws Exception {
        Instant lostTo = now.minus(Duration.ofHours(8));
        Path cloudData = history("cloud", true, now, now);
        Path localData = history("local", false, lostTo.minus(Duration.ofHours(6)), lostTo);
        List<Path> before = TsdbBlock.foldersIn(localData);
        String samplesBefore = samples(localData);
        try (RealPrometheus cloud = RealPrometheus.on(cloudData);
                RealPrometheus local = RealPrometheus.on(localData)) {
            String line = "recover --target " + local.address() + " --from " + cloud.address() + " --to " + localData
                    + " --last 24h";
            Result plan = promsh().run("-c", line + " --dry-run").exits(0);
            assertTrue(
                    plan.out().contains("labels taken off what comes from " + cloud.address() + ": cluster"),
                    plan.out());
            assertTrue(plan.out().contains("lost: "), plan.out());
            assertEquals(before, TsdbBlock.foldersIn(localData));
            promsh().run("-c", line).exits(5).notes("nothing was changed");
            assertEquals(before, TsdbBlock.foldersIn(localData));

            // Killed with SIGKILL in every step, by the step's own line in the journal; the last run finds most of it
            // done.
            killAt("MEASURE", line + " --yes");
            for (String step : List.of("PLAN", "FETCH", "BUILD", "PLACE", "SERVE")) {
                killAt(step, "recover resume --yes");
            }
            Result done = promsh().run("-c", "recover resume --yes").exits(0);
            int lost = (int) (Duration.ofHours(6).toMillis() / STEP.toMillis()) * SERIES;
            assertTrue(done.out().contains("put in " + lost + ", "), done.out());
            assertTrue(done.out().contains(": 100.00 %"), done.out());
            assertTrue(done.out().contains("all " + SERIES + " series are the same"), done.out());
            String count = "sum(count_over_time(traffic_vehicles_total[25h]))"
                    + " + sum(count_over_time(traffic_speed_bucket[25h]))";
            Result served = promsh().run("--target", local.address(), "-o", "csv", "-c", count)
                    .exits(0);
            Result source = promsh().run("--target", cloud.address(), "-o", "csv", "-c", count)
                    .exits(0);
            assertEquals(value(source), value(served));
            Result nothing = promsh().run("-c", line + " --yes").exits(0);
            assertTrue(nothing.out().contains("nothing is missing"), nothing.out() + nothing.err());

            String report =
                    promsh().run("-c", "recover report " + firstId()).exits(0).out();
            assertTrue(report.contains("| put in | " + lost + " |") && report.contains("## Timeline"), report);
            promsh().run("-c", "recover undo " + firstId()).exits(5);
            promsh().run("-c", "recover undo " + firstId() + " --force " + firstId())
                    .exits(0);
            assertEquals(samplesBefore, samples(localData));
        }
    }

    /** Starts the program as a process of its own and kills it as soon as it has begun a step. */
    private void killAt(String step, String line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.promsh.app.Main",
                "-c",
                line);
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("PROM"));
        builder.environment().put("HOME", home.toString());
        Path log = home.resolve("killed-" + step + ".log");
        int before = times(step);
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (process.isAlive() && times(step) == before) {
            assertTrue(System.nanoTime() < deadline, () -> "never came to " + step);
            Thread.sleep(2);
        }
        boolean wasAlive = process.isAlive();
        process.destroyForcibly().waitFor();
        assertTrue(wasAlive, Files.readString(log));
    }

    private int times(String step) throws IOException {
        return journals().split("\"what\":\"" + step + "\"", -1).length;
    }

    private String journals() throws IOException {
        Path folder = home.resolve(".local/state/promsh/recoveries");
        StringBuilder all = new StringBuilder();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> recoveries = Files.list(folder)) {
                for (Path one : recoveries.sorted().toList()) {
                    Path journal = one.resolve("journal.jsonl");
                    all.append(Files.exists(journal) ? Files.readString(journal) : "");
                }
            }
        }
        return all.toString();
    }

    /** Every sample of the blocks: the server may have merged them in the meantime. */
    private String samples(Path data) {
        return promsh().run("-c", "tsdb dump " + data).exits(0).out();
    }

    private String firstId() {
        Result done = promsh().run("-c", "recover status -o jsonl").exits(0);
        String line = done.out()
                .lines()
                .filter(one -> one.contains("\"state\":\"ok\"") || one.contains("undone"))
                .findFirst()
                .orElseThrow();
        return line.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    private static String value(Result result) {
        String[] lines = result.out().split("\r\n", -1);
        return lines[1].substring(lines[1].lastIndexOf(',') + 1);
    }
}
