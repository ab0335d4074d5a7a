package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.app.PromshRun.Result;
import io.promsh.model.Labels;
import io.promsh.testing.Fault;
import io.promsh.testing.FaultProxy;
import io.promsh.testing.RealPrometheus;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers die while a recovery fetches: it says so and where it stands, and goes on to the same proof once they are back. */
@Tag("integration")
class RecoverServerKilledIT {
    private static final int SERIES = 4;
    private static final int LOST = 3 * 3600 / 15 * SERIES;
    /** What a fetch asks for samples by; the counts before it go another way. */
    private static final String SAMPLES = "/api/v1/read";

    @TempDir
    private Path home;

    private final Instant now = Instant.now();
    private final Instant start =
            Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60).minus(Duration.ofHours(14));
    private final Instant end = start.plus(Duration.ofHours(10));
    private final Instant lostFrom = start.plus(Duration.ofHours(4));
    private final Instant lostTo = lostFrom.plus(Duration.ofHours(3));

    /** Two selectors: the second one's samples are asked for beside or after those of the first. */
    private final String recover = " --match cars --match speed --start " + start + " --end " + end;

    private Path history(String name, Instant goneFrom, Instant goneTo) throws IOException {
        Path folder = Files.createDirectory(home.resolve(name));
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.twoHours(), now)) {
            for (int i = 0; i < SERIES; i++) {
                int series = builder.series(Labels.of("__name__", i % 2 == 0 ? "cars" : "speed", "lane", "l" + i / 2));
                for (Instant at = start.plusMillis(i * 10L); at.isBefore(end); at = at.plusSeconds(15)) {
                    if (at.isBefore(goneFrom) || !at.isBefore(goneTo)) {
                        builder.append(series, at.toEpochMilli(), at.getEpochSecond() / 7.0 * i);
                    }
                }
            }
            builder.finish();
        }
        return folder;
    }

    private String samples(Path data) {
        return new PromshRun(home).run("-c", "tsdb dump " + data).exits(0).out();
    }

    /** The server is gone at once, and what it was answering is cut off. */
    private static Fault killing(RealPrometheus server) {
        return passage -> {
            passage.passBody(100);
            server.kill();
        };
    }

    private static long asked(FaultProxy proxy) {
        return proxy.seen().stream().filter(one -> one.contains(SAMPLES)).count();
    }

    @Test
    void aSourceThatIsBackSoonIsNotEvenNoticed() throws IOException {
        Path whole = history("whole", end, end);
        Path holed = history("holed", lostFrom, lostTo);
        try (RealPrometheus cloud = RealPrometheus.on(whole);
                LossyServer local = new LossyServer(home, holed);
                FaultProxy proxy = FaultProxy.before(cloud.address())) {
            List<RealPrometheus> back = new ArrayList<>();
            proxy.on(SAMPLES, 2, passage -> {
                killing(cloud).apply(passage);
                back.add(RealPrometheus.on(whole));
                proxy.to(back.get(0).address());
            });
            Result done = local.recover("--from " + proxy.address() + recover);
            back.forEach(RealPrometheus::close);
            assertEquals(1, proxy.faults());
            assertTrue(done.out().contains("put in " + LOST + ", "), done.out());
            assertTrue(done.out().contains("all " + SERIES + " series are the same"), done.out());
            local.stop();
            assertEquals(samples(whole), samples(holed));
        }
    }

    @Test
    void goesOnToTheSameProofOnceBothServersAreBack() throws Exception {
        Path whole = history("whole", end, end);
        Path holed = history("holed", lostFrom, lostTo);
        try (RealPrometheus cloud = RealPrometheus.on(whole);
                LossyServer local = new LossyServer(home, holed);
                FaultProxy proxy = FaultProxy.before(cloud.address())) {
            List<Path> blocks = TsdbBlock.foldersIn(holed);
            proxy.on(SAMPLES, 2, killing(cloud));
            givenUp("recover --target local --to " + holed + " --from " + proxy.address() + recover + " --yes", proxy);
            String id = local.lastId();
            assertTrue(
                    log().startsWith("this is recovery " + id + "; broken off, it goes on with: recover resume " + id),
                    log());
            local.promsh().run("-o", "tsv", "-c", "recover status").exits(0).contains("pending\tfetch");
            assertEquals(blocks, TsdbBlock.foldersIn(holed), "nothing is in place yet");
            try (RealPrometheus back = RealPrometheus.on(whole)) {
                proxy.heal().to(back.address());
                String address = local.server().address();
                // The local one dies now, while the rest is fetched.
                proxy.on(SAMPLES, 1, passage -> {
                    local.server().kill();
                    passage.pass();
                });
                local.promsh()
                        .run("-c", "recover resume --yes")
                        .exits(4)
                        .notes("[x] fetch")
                        .notes(address.substring("http://".length()) + " refuses the connection")
                        .notes("what is done is kept; go on with: recover resume " + id);
                long asked = asked(proxy);
                local.promsh().run("-o", "tsv", "-c", "recover status").exits(0).contains("pending\tbuild");
                assertEquals(blocks, TsdbBlock.foldersIn(holed));
                proved(local, id);
                assertEquals(asked, asked(proxy), "what came is not asked for again");
            }
            local.stop();
            assertEquals(samples(whole), samples(holed));
        }
    }

    /** Builds, puts in place, and is told of it by a server that was started anew. */
    private static void proved(LossyServer local, String id) throws IOException {
        local.restart();
        Result placed = local.promsh().run("-c", "recover resume --yes --wait 1ms");
        if (placed.code() != 0) {
            placed.notes("recover resume " + id);
            local.restart();
            local.promsh().run("-c", "recover resume --yes").exits(0);
        }
        Result report = local.promsh().run("-c", "recover report " + id).exits(0);
        report.contains("| put in | " + LOST + " |").contains("100.00 %");
    }

    /** Runs a line as a process of its own which the operator ends once it tries the dead server again. */
    private void givenUp(String line, FaultProxy proxy) throws IOException, InterruptedException {
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
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        process.getOutputStream().close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try {
            while (asked(proxy) < 3) {
                assertTrue(process.isAlive() && System.nanoTime() < deadline, log());
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), this::log);
            assertEquals(130, process.exitValue(), this::log);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private String log() {
        try {
            return Files.readString(home.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
