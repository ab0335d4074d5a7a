package io.promsh.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.model.Labels;
import io.promsh.testing.RealDocker;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockMeta;
import io.promsh.tsdb.BlockSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that reach a volume of a real engine as an archive are the same there, bit for bit. */
@Tag("integration")
class BlockUploadIT {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");

    @TempDir
    Path work;

    @Test
    void arrivesWholeWithTheOwnerOfTheVolume() throws Exception {
        List<String> blocks;
        try (BlockBuilder builder = new BlockBuilder(work, BlockSizes.twoHours(), NOW)) {
            int series = builder.series(Labels.of("__name__", "m", "job", "x"));
            for (int i = 0; i < 2_000; i++) {
                builder.append(series, 1_754_100_000_000L + 15_000L * i, Math.sin(i));
            }
            blocks = builder.finish().blocks().stream().map(BlockMeta::ulid).toList();
        }
        DockerEngine docker = RealDocker.shared().engine();
        Volume volume = docker.createVolume(Volume.Wish.named(RealDocker.unique("upload"), Map.of()));
        try {
            Path there = Path.of(volume.mountpoint());
            Files.setAttribute(there, "unix:uid", 65534);
            Files.setAttribute(there, "unix:gid", 65534);
            new BlockUpload(docker, volume.name(), NOW).upload(work, blocks);
            assertEquals(ImportPropertyTest.contents(work), ImportPropertyTest.contents(there));
            for (String ulid : blocks) {
                assertEquals(65534, Files.getAttribute(there.resolve(ulid).resolve("index"), "unix:uid"));
            }
            // A second upload of the same writes over the first: that is how a broken one is mended.
            new BlockUpload(docker, volume.name(), NOW).upload(work, blocks);
            assertEquals(ImportPropertyTest.contents(work), ImportPropertyTest.contents(there));
        } finally {
            docker.removeVolume(volume.name());
        }
    }
}
