package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.app.PromshRun.Result;
import io.promsh.model.Labels;
import io.promsh.testing.GrafanaStandIn;
import io.promsh.testing.RealPrometheus;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that lost three hours of ten gets them back from whatever still has them, and survives kills at the very end. */
@Tag("integration")
class RecoverSourcesIT {
    private static final int SERIES = 6;
    private static final int LOST = 3 * 3600 / 15 * SERIES;

    @TempDir
    private Path home;

    private final Instant now = Instant.now();
    private final Instant start =
            Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60).minus(Duration.ofHours(14));
    private final Instant end = start.plus(Duration.ofHours(10));
    private final Instant lostFrom = start.plus(Duration.ofHours(4));
    private final Instant lostTo = lostFrom.plus(Duration.ofHours(3));
    private final String window = " --start " + start + " --end " + end;

    private Path whole = Path.of("");
    private Path holed = Path.of("");

    @BeforeEach
    void write() throws IOException {
        whole = history("whole", end, end);
        holed = history("holed", lostFrom, lostTo);
    }

    private Path history(String name, Instant goneFrom, Instant goneTo, String... more) throws IOException {
        Path folder = Files.createDirectory(home.resolve(name));
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.twoHours(), now)) {
            for (int i = 0; i < SERIES; i++) {
                List<String> labels =
                        new ArrayList<>(List.of("__name__", i % 2 == 0 ? "cars" : "speed", "lane", "l" + i / 2));
                labels.addAll(List.of(more));
                int series = builder.series(Labels.of(labels.toArray(String[]::new)));
                for (Instant at = start.plusMillis(i * 10L); at.isBefore(end); at = at.plusSeconds(15)) {
                    if (at.isBefore(goneFrom) || !at.isBefore(goneTo)) {
                        long second = at.getEpochSecond();
                        builder.append(series, at.toEpochMilli(), second % 97 == 0 ? -0.0 : second / 7.0 * i);
                    }
                }
            }
            builder.finish();
        }
        return folder;
    }

    /** Every sample of the blocks on disk, in text. */
    private String samples(Path data) {
        return new PromshRun(home).run("-c", "tsdb dump " + data).exits(0).out();
    }

    private void isWholeAgain(Result done, LossyServer local) {
        assertTrue(done.out().contains("put in " + LOST + ", "), done.out());
        assertTrue(done.out().contains(": 100.00 %"), done.out());
        assertTrue(done.out().contains("all " + SERIES + " series are the same"), done.out());
        assertFalse(done.out().contains("lost: "), done.out());
        local.stop();
        assertEquals(samples(whole), samples(local.data()));
    }

    @Test
    void anExportFolderBringsAllBack() throws IOException {
        Path folder = home.resolve("export");
        try (RealPrometheus cloud = RealPrometheus.on(whole)) {
            new PromshRun(home)
                    .run("-c", "export {__name__=~\".+\"} --target " + cloud.address() + window + " --out " + folder)
                    .exits(0);
        }
        try (LossyServer local = new LossyServer(home, holed)) {
            isWholeAgain(local.recover("--from " + folder + window), local);
        }
    }

    @Test
    void anArchiveOfADataDirectoryBringsAllBack() throws Exception {
        Path archive = home.resolve("volume.tar.gz");
        run("tar", "-czf", archive.toString(), "-C", whole.toString(), ".");
        try (LossyServer local = new LossyServer(home, holed)) {
            Result done = local.recover("--from " + archive + window);
            isWholeAgain(done, local);
            String id = local.lastId();
            local.promsh().run("-c", "recover undo " + id + " --force " + id).exits(0);
            assertEquals(samples(history("again", lostFrom, lostTo)), samples(local.data()));
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /**
     * The process is held in a step, by a file that is a pipe nobody else opens, so that it is there to be killed however fast or slow
     * the machine is.
     */
    @Test
    void aKillInTheProofAndInTheReportIsSurvived() throws Exception {
        try (LossyServer local = new LossyServer(home, holed)) {
            String before = samples(holed);
            local.placed("--from " + whole + window);
            local.vanish();
            // A server that is being started anew is waited for, as long as was said.
            local.promsh()
                    .run("-c", "recover resume --yes --wait 1ms")
                    .exits(4)
                    .notes("start the server, then: recover resume " + local.lastId());
            local.restart();
            Path folder = home.resolve(".local/state/promsh/recoveries/" + local.lastId());
            Path expected = folder.resolve("expected.jsonl");
            Path aside = Files.move(expected, folder.resolve("expected.aside"));
            run("mkfifo", expected.toString());
            killIn("PROVE", folder);
            Files.delete(expected);
            Files.move(aside, expected);
            Path report = folder.resolve("report.md");
            run("mkfifo", report.toString());
            killIn("REPORT", folder);
            Files.delete(report);
            local.promsh().run("-o", "tsv", "-c", "recover status").exits(0).contains("write the report");
            isWholeAgain(local.promsh().run("-c", "recover resume --yes").exits(0), local);
            assertTrue(Files.readString(report).contains("100.00 %"), report::toString);
            local.promsh()
                    .run("-c", "recover undo " + local.lastId() + " --force " + local.lastId())
                    .exits(0);
            assertEquals(before, samples(local.data()));
        }
    }

    /** Starts the program as a process of its own, and kills it with SIGKILL once it has begun the step. */
    private void killIn(String step, Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.promsh.app.Main",
                "-c",
                "recover resume --yes");
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("PROM"));
        builder.environment().put("HOME", home.toString());
        Path log = home.resolve("killed-" + step + ".log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        String begun = "\"what\":\"" + step + "\",\"event\":\"begun\"";
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try {
            while (!Files.readString(folder.resolve("journal.jsonl")).contains(begun)) {
                assertTrue(process.isAlive() && System.nanoTime() < deadline, Files.readString(log));
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            assertTrue(process.isAlive(), Files.readString(log));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertFalse(
                Files.readString(folder.resolve("journal.jsonl"))
                        .contains("\"what\":\"" + step + "\",\"event\":\"done\""),
                "killed before it was done");
    }

    @Test
    void theRunbookMeasuresSavesAndBringsBack() throws IOException {
        try (RealPrometheus cloud = RealPrometheus.on(whole);
                LossyServer local = new LossyServer(home, holed)) {
            String line = "runbook run data-loss START=" + start + " END=" + end + " SOURCE=" + cloud.address()
                    + " OUT=" + home.resolve("saved") + " BACK=" + holed;
            List<Path> blocks = TsdbBlock.foldersIn(holed);
            PromshRun promsh = local.promsh().with("DOCKER_HOST", "unix://" + home.resolve("no.sock"));
            promsh.run("--target", "local", "-c", line).exits(0).notes("Nothing was put in place");
            assertEquals(blocks, TsdbBlock.foldersIn(holed));
            // The server has a minute to look for its new blocks; here it is started anew.
            Result waiting = promsh.run("--target", "local", "-c", line + " GO=yes WAIT=1ms");
            if (waiting.code() != 0) {
                waiting.notes("recover resume");
                local.restart();
                local.promsh().run("-c", "recover resume --yes").exits(0).contains(": 100.00 %");
            }
            local.stop();
            assertEquals(samples(whole), samples(local.data()));
        }
    }

    @Test
    void selectorsThatMatchTheSameSeriesBringItBackOnce() throws IOException {
        try (LossyServer local = new LossyServer(home, holed)) {
            Result done = local.recover("--match cars --match '{lane=~\"l.*\"}' --from " + whole + window);
            isWholeAgain(done, local);
            // The wait counted each selector for itself: before the server looks, what it has of both is not enough.
            assertTrue(done.err().contains("[x] wait until served"), done.err());
        }
    }

    @Test
    void aLabelThatOnlyTheSourceHasMayBeAskedFor() throws IOException {
        Path twin = history("twin", end, end, "replica", "a");
        try (LossyServer local = new LossyServer(home, holed)) {
            isWholeAgain(local.recover("--match '{replica=\"a\"}' --from " + twin + window), local);
        }
    }

    /** The way that the incident left open: the samples are in a cloud, and all that one has is a login of its Grafana. */
    @Test
    void aGrafanaSessionBringsAllBack() throws IOException {
        try (RealPrometheus cloud = RealPrometheus.on(whole);
                GrafanaStandIn grafana = GrafanaStandIn.before(cloud.address()).session("cookie-of-mine");
                LossyServer local = new LossyServer(home, holed)) {
            local.knows("GRAFANA_URL", grafana.address());
            local.knows("GRAFANA_SESSION", "cookie-of-mine");
            isWholeAgain(local.recover("--from grafana" + window), local);
            assertFalse(
                    local.promsh()
                            .run("-c", "recover report " + local.lastId())
                            .out()
                            .contains("cookie-of-mine"),
                    "no secret in the report");
        }
    }

    /** Two scrapers of a pair, of which each was down for a part of the time, in one store: the count and the fetch see one. */
    @Test
    void replicasFillEachOthersGaps() throws IOException {
        Instant middle = lostFrom.plus(Duration.ofMinutes(80));
        Path pair = history("a", lostFrom, middle, "replica", "a");
        for (Path block : TsdbBlock.foldersIn(history("b", middle, lostTo, "replica", "b"))) {
            Files.move(block, pair.resolve(String.valueOf(block.getFileName())));
        }
        try (LossyServer local = new LossyServer(home, holed);
                RealPrometheus both = RealPrometheus.on(pair)) {
            String from = "--from " + both.address() + window;
            local.promsh()
                    .run("-c", "recover --target local --to " + holed + " " + from + " --dry-run")
                    .exits(0)
                    .contains("warning  labels: every series of " + both.address() + " bears the label replica")
                    .contains("--strip replica");
            Result done = local.recover(from + " --strip replica");
            String report = local.promsh()
                    .run("-c", "recover report " + local.lastId())
                    .exits(0)
                    .out();
            // Counted once: a stretch in which one takes over from the other may seem to have less than it has.
            Matcher planned = Pattern.compile("plan done: about (\\d+) samples").matcher(report);
            assertTrue(planned.find(), report);
            int missing = Integer.parseInt(planned.group(1));
            assertTrue(missing > LOST - 100 && missing <= LOST, report);
            isWholeAgain(done, local);
        }
    }

    @Test
    void aSourceThatIsGoneIsNamedWithTheWayOn() throws IOException {
        try (LossyServer local = new LossyServer(home, holed)) {
            List<Path> blocks = TsdbBlock.foldersIn(holed);
            try (RealPrometheus cloud = RealPrometheus.on(whole)) {
                String line = "recover --target local --from " + cloud.address() + " --to " + holed + window;
                local.promsh().run("-c", line).exits(5).notes("to go on: recover resume --yes " + local.lastId());
            }
            local.promsh()
                    .run("-c", "recover resume --yes")
                    .exits(4)
                    .notes("nothing listens there")
                    .notes("what is done is kept; go on with: recover resume " + local.lastId());
            assertEquals(blocks, TsdbBlock.foldersIn(holed));
        }
    }

    @Test
    void aReadOnlySessionMayPlanAndNoMore() throws IOException {
        try (LossyServer local = new LossyServer(home, holed)) {
            String line = "recover --target local --from " + whole + " --to " + holed + window;
            List<Path> blocks = TsdbBlock.foldersIn(holed);
            local.promsh()
                    .run("--read-only", "-c", line + " --dry-run")
                    .exits(0)
                    .contains("lost: ")
                    .contains("out of order: out_of_order_time_window is not set");
            local.promsh().run("--read-only", "-c", line + " --yes").exits(5).notes("read-only");
            local.promsh().run("-c", line + " --match up{ --dry-run").exits(2).notes("'up{' is no selector");
            assertEquals(blocks, TsdbBlock.foldersIn(holed));
            assertFalse(Files.exists(home.resolve(".local/state/promsh/recoveries")), "a look leaves nothing behind");
        }
    }
}
