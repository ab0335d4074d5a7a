package io.promsh.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.DockerEngine;
import io.promsh.model.Labels;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks into a volume through the engine alone, as with an engine on another machine. */
@Tag("integration")
class VolumePlaceIT {
    @TempDir
    private Path folder;

    @Test
    void aBlockIsPutInPlaceOwnedAsTheDataAndTakenOutAgain() throws Exception {
        RealDocker docker = RealDocker.shared();
        Instant now = Instant.now();
        Path blocks = Files.createDirectory(folder.resolve("blocks"));
        String ulid;
        try (BlockBuilder builder = new BlockBuilder(blocks, BlockSizes.twoHours(), now)) {
            builder.append(
                    Labels.of("__name__", "m"), now.minus(Duration.ofDays(1)).toEpochMilli(), 1);
            ulid = builder.finish().blocks().get(0).ulid();
        }
        try (BenchProject project = docker.project(Files.createDirectory(folder.resolve("project")), "safe")) {
            DockerEngine engine = docker.engine();
            String container = project.container("prometheus").id();
            String volume = project.container("prometheus").mounts().stream()
                    .filter(mount -> mount.destination().equals("/prometheus"))
                    .findFirst()
                    .orElseThrow()
                    .name();
            BlockPlace place = VolumePlace.throughContainer(engine, volume);
            List<Check> checks = place.checks(1000);
            assertTrue(checks.stream().allMatch(check -> check.verdict() == Check.Verdict.OK), checks.toString());
            assertTrue(place.isSameAs("/prometheus/"));
            assertFalse(place.has(ulid));
            place.put(blocks.resolve(ulid));
            place.put(blocks.resolve(ulid));
            assertTrue(place.has(ulid));
            assertEquals(
                    owner(engine, container, "/prometheus"),
                    owner(engine, container, "/prometheus/" + ulid + "/index"));
            place.remove(ulid);
            place.remove(ulid);
            assertFalse(place.has(ulid));
            String left = engine.exec(container, List.of("ls", "/prometheus"), Duration.ofSeconds(30))
                    .out();
            assertFalse(left.contains(".tmp-"), left);
        }
    }

    private static String owner(DockerEngine engine, String container, String path) {
        return engine.exec(container, List.of("stat", "-c", "%u:%g", path), Duration.ofSeconds(30))
                .out()
                .strip();
    }
}
