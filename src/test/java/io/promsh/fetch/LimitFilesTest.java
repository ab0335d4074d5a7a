package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.target.RawMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitFilesTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");
    private static final LearntLimits LEARNT = LearntLimits.NOTHING
            .withLongest(2_764_800_000L)
            .withMostSamples(50_000_000)
            .withWidth(4)
            .withSpeed(RawMethod.REMOTE_READ, 1_470_888)
            .withRefused(RawMethod.RANGE_SELECTOR);

    @TempDir
    Path folder;

    private LimitFiles files() {
        return new LimitFiles(folder.resolve("limits"), () -> NOW);
    }

    private Path file() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("limits"))) {
            return all.findFirst().orElseThrow();
        }
    }

    @Test
    void keepsWhatWasLearntOfEachTarget() throws IOException {
        files().save("http://a:9090", LEARNT);
        Files.setLastModifiedTime(file(), FileTime.from(NOW));
        assertEquals(LEARNT, files().load("http://a:9090"));
        assertEquals(LearntLimits.NOTHING, files().load("http://b:9090"));
    }

    @Test
    void forgetsAfterAWeekAndWhatCannotBeRead() throws IOException {
        files().save("http://a:9090", LEARNT);
        Files.setLastModifiedTime(file(), FileTime.from(NOW.minusSeconds(8 * 86_400)));
        assertEquals(LearntLimits.NOTHING, files().load("http://a:9090"));
        Files.writeString(file(), "width many\n");
        Files.setLastModifiedTime(file(), FileTime.from(NOW));
        assertEquals(LearntLimits.NOTHING, files().load("http://a:9090"));
    }
}
