package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbooks as wholes: a server that lost two hours, another one that has them, a project of containers. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class RunbooksIT {
    private static final Instant END = Instant.parse("2025-08-03T16:00:00Z");
    private static final String WINDOW = " START=2025-08-03T12:00:00Z END=2025-08-03T16:00:00Z SELECTOR=cars_total ";

    private static RealPrometheus whole;
    private static RealPrometheus holed;

    @TempDir
    Path home;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        whole = RealPrometheus.start(samples(false));
        holed = RealPrometheus.start(samples(true));
    }

    @AfterAll
    static void stop() {
        whole.close();
        holed.close();
    }

    /** Four hours, one sample every 30 seconds; the two in the middle are lost. */
    private static String samples(boolean lost) {
        StringBuilder text = new StringBuilder("# TYPE cars counter\n");
        for (int i = 0; i < 480; i++) {
            boolean gone = lost && i >= 120 && i < 360;
            text.append(gone ? "" : "cars_total " + i + " " + (END.getEpochSecond() - 14_400 + 30L * i) + "\n");
        }
        return text.append("# EOF\n").toString();
    }

    private PromshRun promsh(RealPrometheus server) {
        return new PromshRun(home)
                .clock(Clock.fixed(END, ZoneOffset.UTC))
                .with("PROMETHEUS_QUERY_URL", server.address())
                // No engine is at this place.
                .with("DOCKER_HOST", "unix://" + folder.resolve("no.sock"));
    }

    @Test
    void dataLossMeasuresSavesAndProves() throws IOException {
        Path out = folder.resolve("saved");
        Path transcript = folder.resolve("transcript");
        PromshRun.Result run = promsh(holed)
                .run(
                        "-c",
                        "runbook run data-loss" + WINDOW + "SOURCE=" + whole.address() + " OUT=" + out
                                + " --transcript " + transcript);
        run.exits(0).notes("No Docker engine was asked").notes("They are safe in " + out);
        assertTrue(run.out().contains("50"), run::out);
        assertTrue(Files.isRegularFile(out.resolve("manifest.json")));
        String text = Files.readString(transcript);
        assertTrue(text.contains("> coverage --min 99"), text);
        assertTrue(text.contains("> verify " + out), text);
        // Nothing is missing there: it ends at its first question.
        promsh(whole)
                .run("-c", "runbook run data-loss" + WINDOW)
                .exits(0)
                .notes("nothing to bring back")
                .isSilentOn("> verify");
        promsh(holed).run("-c", "runbook run data-loss" + WINDOW).exits(0).isSilentOn("They are safe");
    }

    @Test
    void migrateFromCloudTakesAllAndProvesIt() throws IOException {
        Path out = folder.resolve("cloud");
        String line = "runbook run migrate-from-cloud" + WINDOW + "CLOUD=" + whole.address() + " OUT=" + out;
        promsh(holed).run("-c", line).exits(0).notes("All there");
        String text = Files.readString(folder.resolve("cloud/cars_total.om"));
        assertEquals(480, text.lines().filter(sample -> !sample.startsWith("#")).count());
        // Again with the same answers: what is finished is left alone.
        promsh(holed).run("-c", line).exits(0).notes("All there");
        Path store = Files.createDirectory(folder.resolve("store"));
        promsh(holed)
                .run("-c", line + " TO=" + store + " SERVER=" + holed.address())
                .exits(0);
        PromshRun.Result blocks =
                promsh(holed).run("-o", "tsv", "-c", "tsdb list " + store).exits(0);
        // An hour of the four is older than three hours: 120 samples.
        assertTrue(blocks.out().contains("\t120\t"), blocks::out);
        promsh(holed)
                .run("-c", "runbook run migrate-from-cloud" + WINDOW + "CLOUD=http://127.0.0.1:1 OUT=" + out)
                .exits(6);
        promsh(holed)
                .run("-c", "runbook run migrate-from-cloud" + WINDOW)
                .exits(2)
                .notes("asks for CLOUD");
    }

    @Test
    void safeRestartLooksFirstAndRestartsOnlyWhatKeeps() throws IOException {
        RealDocker docker = RealDocker.shared();
        try (BenchProject project = docker.project(folder, "safe")) {
            project.awaitSamples("up{job=\"traffic\"}", 3);
            PromshRun run = new PromshRun(home).clock(Clock.systemUTC());
            docker.environment().forEach(run::with);
            String line = "runbook run safe-restart PROJECT=" + project.name();
            run.run("-c", line).exits(0).notes("Nothing was done.").isSilentOn("it holds what it held");
            run.run("-c", line + " GO=yes")
                    .exits(0)
                    .notes("it holds what it held")
                    .notes("Restarted, and what it held it holds.");
        }
    }
}
