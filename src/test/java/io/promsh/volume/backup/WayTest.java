package io.promsh.volume.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.archive.Consistency;
import io.promsh.volume.backup.BackupWish.How;
import io.promsh.volume.state.KnownService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of the ways to a sound copy, and where none is taken without consent. */
class WayTest {
    private static final long SMALL = 100_000_000;
    private static final long LARGE = 10_000_000_000L;

    private static Way.Situation situation(String image, boolean admin, long bytes) {
        Optional<KnownService> kind = KnownService.ofImage(image);
        boolean isPrometheus = image.contains("prometheus");
        return new Way.Situation("v", 1, kind, isPrometheus, admin, bytes, Duration.ofSeconds(10));
    }

    private static List<Consistency> ways(Way.Situation situation, How how) {
        return Way.choose(situation, how);
    }

    private static void isRefused(Way.Situation situation, How how, String hint) {
        Failure failure = assertThrows(Failure.class, () -> Way.choose(situation, how));
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertTrue(failure.hint().contains(hint), failure.hint());
    }

    @Test
    void aPrometheusIsReadFromItsSnapshotElsePausedElseLive() {
        assertEquals(
                List.of(Consistency.SNAPSHOT, Consistency.PAUSED, Consistency.HOT),
                ways(situation("prom/prometheus", true, SMALL), How.BY_CHOICE));
        assertEquals(
                List.of(Consistency.PAUSED, Consistency.HOT),
                ways(situation("prom/prometheus", false, SMALL), How.BY_CHOICE));
        assertEquals(List.of(Consistency.HOT), ways(situation("prom/prometheus", false, LARGE), How.BY_CHOICE));
        assertEquals(List.of(Consistency.HOT), ways(situation("prom/prometheus", false, -1), How.BY_CHOICE));
    }

    @Test
    void liveMeansNoHaltAtAll() {
        assertEquals(
                List.of(Consistency.SNAPSHOT, Consistency.HOT),
                ways(situation("prom/prometheus", true, SMALL), How.LIVE));
        isRefused(situation("grafana/grafana", false, SMALL), How.LIVE, "--stop");
    }

    @Test
    void whatNothingCanTellIsPausedOnlyAndWithinItsBudget() {
        assertEquals(List.of(Consistency.PAUSED), ways(situation("grafana/grafana", false, SMALL), How.BY_CHOICE));
        isRefused(situation("grafana/grafana", false, LARGE), How.BY_CHOICE, "--pause 5m");
        isRefused(situation("some/thing", false, -1), How.BY_CHOICE, "--stop");
    }

    @Test
    void aDatabaseIsNeverReadWhileItRuns() {
        isRefused(situation("postgres:16", false, SMALL), How.BY_CHOICE, "pg_dumpall");
        isRefused(situation("mysql", false, SMALL), How.LIVE, "mysqldump");
        assertEquals(List.of(Consistency.STOPPED), ways(situation("postgres:16", false, SMALL), How.STOP));
    }

    @Test
    void whatNothingWritesToIsReadAsItIs() {
        Way.Situation idle =
                new Way.Situation("v", 0, KnownService.ofImage("postgres"), false, false, -1, Duration.ZERO);
        for (How how : How.values()) {
            assertEquals(List.of(Consistency.IDLE), ways(idle, how));
        }
    }
}
