package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.app.PromshRun.Result;
import io.promsh.model.Labels;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import io.promsh.testing.RealPrometheus;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The incident on real containers: a Compose project's Prometheus lost six hours that a cloud still has. */
@Tag("integration")
class RecoverVolumeIT {
    @TempDir
    private Path folder;

    @TempDir
    private Path home;

    private final Instant now = Instant.now();

    private Path cloud() throws IOException {
        Path data = Files.createDirectory(home.resolve("cloud"));
        try (BlockBuilder builder = new BlockBuilder(data, BlockSizes.twoHours(), now)) {
            for (int i = 0; i < 10; i++) {
                int series = builder.series(Labels.of("__name__", "cars_total", "lane", "" + i));
                Instant first = now.minus(Duration.ofHours(10)).plusMillis(i);
                for (Instant at = first; at.isBefore(first.plus(Duration.ofHours(6))); at = at.plusSeconds(15)) {
                    builder.append(series, at.toEpochMilli(), at.getEpochSecond() / 7.0);
                }
            }
            builder.finish();
        }
        return data;
    }

    @Test
    void sixHoursComeBackIntoTheVolumeOfARunningProject() throws IOException {
        RealDocker docker = RealDocker.shared();
        try (BenchProject project = docker.project(folder, "safe");
                RealPrometheus cloud = RealPrometheus.on(cloud())) {
            PromshRun promsh = new PromshRun(home).clock(Clock.systemUTC());
            docker.environment().forEach(promsh::with);
            String volume = project.container("prometheus").mounts().stream()
                    .filter(mount -> mount.destination().equals("/prometheus"))
                    .findFirst()
                    .orElseThrow()
                    .name();
            Result done = promsh.run(
                    "-c",
                    "recover --target " + project.prometheus() + " --from " + cloud.address() + " --to volume:" + volume
                            + " --match cars_total --last 24h --yes");
            done.exits(0).notes("files will belong to");
            assertTrue(done.out().contains("before 0, put in 14400, after 14400 samples: 100.00 %"), done.out());
            aBackupOfTheVolumeIsASourceOnceMore(promsh, volume);
            String before = promsh.run("-c", "recover status -o csv").out();
            String id = before.lines().skip(1).findFirst().orElseThrow().split(",", 2)[0];
            promsh.run("-c", "recover undo " + id + " --force " + id).exits(0);
            assertEquals(
                    2, promsh.run("-c", "recover status -o csv").out().lines().count());
        }
    }

    /** What {@code volume backup} writes holds what was brought back, for a server that has nothing. */
    private void aBackupOfTheVolumeIsASourceOnceMore(PromshRun promsh, String volume) throws IOException {
        Path archive = home.resolve("backup.tar.gz");
        promsh.run("-c", "volume backup " + volume + " --out " + archive + " --live")
                .exits(0);
        Path empty = Files.createDirectory(home.resolve("empty"));
        try (LossyServer local = new LossyServer(Files.createDirectory(home.resolve("another")), empty)) {
            Result done = local.recover("--from " + archive + " --match cars_total --last 24h");
            assertTrue(done.out().contains("before 0, put in 14400, after 14400 samples: 100.00 %"), done.out());
        }
    }
}
