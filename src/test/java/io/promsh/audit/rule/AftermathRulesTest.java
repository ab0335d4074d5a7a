package io.promsh.audit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.audit.live.Orphan;
import io.promsh.testing.FakeDocker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VOL007 and TSD005. */
class AftermathRulesTest {
    @TempDir
    Path folder;

    private static Orphan orphan(String volume, String service) {
        return new Orphan(
                volume,
                service,
                Optional.of(Instant.parse("2025-08-03T12:00:00Z")),
                Optional.of(Instant.parse("2025-08-03T18:05:30.5Z")),
                118_784);
    }

    @Test
    void vol007FindsAVolumeThatNobodyUses() {
        Stack stack = new Stack(folder).docker(new FakeDocker().with(FakeDocker.volume(Made.ANONYMOUS, Map.of()), 1));
        assertTrue(stack.isGood("VOL007"));
        stack.orphan(orphan(Made.ANONYMOUS, "Prometheus"));
        assertEquals(
                List.of("volume " + Made.ANONYMOUS
                        + " 8abf60018abf: nobody uses it, and it holds data of Prometheus, 116 KiB,"
                        + " 2025-08-03T12:00:00Z to 2025-08-03T18:05:30Z"),
                stack.found("VOL007"));
        assertEquals(
                "rescue merge 8abf60018abf",
                stack.findings("VOL007").get(0).fix().text());
    }

    @Test
    void vol007LeavesTheVolumesOfOtherProjectsAlone() {
        FakeDocker engine = new FakeDocker()
                .with(
                        FakeDocker.volume(
                                "other_data",
                                Map.of("com.docker.compose.project", "other", "com.docker.compose.volume", "data")),
                        1);
        Stack stack = new Stack(folder).docker(engine).orphan(orphan("other_data", "Grafana"));
        assertTrue(stack.isGood("VOL007"));
    }

    @Test
    void tsd005FindsAVolumeWithoutAFreshVerifiedBackup() {
        Stack stack = new Stack(folder).running(Made.prometheus().container());
        assertEquals(
                List.of(
                        "volume bay_prometheus_data prometheus: no verified backup of bay_prometheus_data younger than 7 days:"
                                + " there is none"),
                stack.found("TSD005"));
        stack.backup("bay_prometheus_data", Stack.NOW.minus(Duration.ofDays(8)));
        assertTrue(stack.found("TSD005").get(0).endsWith("the last one is of 2025-07-26T18:56:00Z"));
        assertTrue(stack.backup("bay_prometheus_data", Stack.NOW.minus(Duration.ofDays(6)))
                .isGood("TSD005"));
    }
}
