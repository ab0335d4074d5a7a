package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.Fault;
import io.promsh.testing.FaultProxy;
import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process that is killed while it exports, and one that may not write on: nothing is lost, nothing is changed. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class ExportKillIT {
    private static final int KILLS = 20;
    private static final String LINE =
            "export {__name__=~\".+\"} --start 2025-08-03T17:00:00Z --end 2025-08-03T19:00:00Z --format json,openmetrics,csv --out ";

    @TempDir
    Path home;

    private Process start(String address, Path folder, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                "io.promsh.app.Main",
                "--target",
                address,
                "-c",
                LINE + folder));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
        builder.environment().put("HOME", home.toString());
        return builder.start();
    }

    private static int end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private Map<String, String> expected(String address) throws IOException {
        Path folder = home.resolve("expected");
        new PromshRun(home).run("--target", address, "-c", LINE + folder).exits(0);
        return ExportIT.content(folder);
    }

    @Test
    void goesOnWhereItWasKilled() throws IOException, InterruptedException {
        try (RealPrometheus server = RealPrometheus.start(OddSamples.openMetrics());
                FaultProxy proxy = FaultProxy.before(server.address()).every(1, Fault.delay(Duration.ofMillis(15)))) {
            Map<String, String> expected = expected(server.address());
            Random random = new Random(7);
            int kills = 0;
            for (int round = 0; kills < KILLS; round++) {
                Path folder = home.resolve("killed-" + round);
                while (!Files.exists(folder.resolve("manifest.json")) && kills < KILLS) {
                    kills += isKilled(start(proxy.address(), folder), folder, random.nextInt(700)) ? 1 : 0;
                }
                assertEquals(0, end(start(proxy.address(), folder)), () -> log());
                assertEquals(expected, ExportIT.content(folder));
            }
        }
    }

    /** Kills a process some time after its work has begun; returns whether it still ran. */
    private static boolean isKilled(Process process, Path folder, int millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (process.isAlive()
                && !Files.exists(folder.resolve(".promsh-export").resolve("plan.json"))
                && System.nanoTime() < deadline) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
        boolean isOver = process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !isOver;
    }

    private String log() {
        try {
            return Files.readString(home.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void stopsWhereItMayNotWriteOnAndGoesOnLater() throws IOException, InterruptedException {
        try (RealPrometheus server = RealPrometheus.start(OddSamples.openMetrics())) {
            Map<String, String> expected = expected(server.address());
            Path folder = home.resolve("full");
            // No file may grow past 16 KB: as on a full disk, a write fails in the middle.
            Process limited = start(server.address(), folder, "sh", "-c", "ulimit -f 16; exec \"$0\" \"$@\"");
            assertEquals(1, end(limited), () -> log());
            assertTrue(log().contains("run the same line again"), log());
            assertEquals(0, end(start(server.address(), folder)), () -> log());
            assertEquals(expected, ExportIT.content(folder));
        }
    }

    /** A file system of its own that is really full, at several points of the way: while fetching, and while writing. */
    @ParameterizedTest
    @ValueSource(ints = {16, 320, 640})
    void stopsOnAFullDiskAndGoesOnWithMoreRoom(int kilobytes) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(home.resolve("disk"));
        Assumptions.assumeTrue(
                runs("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "promsh-test", disk.toString()),
                "no file system may be mounted here: that needs root");
        try (RealPrometheus server = RealPrometheus.start(OddSamples.openMetrics())) {
            Path folder = disk.resolve("export");
            new PromshRun(home)
                    .run("--target", server.address(), "-c", LINE + folder)
                    .exits(1)
                    .notes(folder.toString())
                    .notes("make room")
                    .notes("run the same line again");
            assertTrue(runs("mount", "-o", "remount,size=64m", disk.toString()));
            new PromshRun(home)
                    .run("--target", server.address(), "-c", LINE + folder)
                    .exits(0);
            assertEquals(expected(server.address()), ExportIT.content(folder));
        } finally {
            assertTrue(runs("umount", "-l", disk.toString()));
        }
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            return end(new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(home.resolve("mount.log").toFile())
                            .start())
                    == 0;
        } catch (IOException e) {
            return false; // There is no such program.
        }
    }
}
