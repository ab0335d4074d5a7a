package io.promsh.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.tsdb.BlockMeta;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:00:00Z");

    private static BlockMeta block(String start, String end) {
        return new BlockMeta(
                "01M84ZZ4Y8MVHGG46NSNTZZ1AB",
                Instant.parse(start).toEpochMilli(),
                Instant.parse(end).toEpochMilli(),
                1,
                0,
                1,
                1,
                0,
                1,
                List.of(),
                List.of());
    }

    private static void refuses(Risk risk, String message, String hint, Consumer<Preflight> checks) {
        Preflight strict = new Preflight(NOW, Set.of());
        checks.accept(strict);
        Failure failure = assertThrows(Failure.class, strict::decide);
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertEquals(5, failure.kind().exitCode());
        assertEquals("refused: " + message, failure.message());
        assertEquals(hint + ", or go on with --allow " + risk.word(), failure.hint());
        Preflight lenient = new Preflight(NOW, EnumSet.of(risk));
        checks.accept(lenient);
        lenient.decide();
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void refusesWhatTheHeadHolds() {
        refuses(
                Risk.RECENT,
                "samples up to 2025-08-03T15:00:00Z are newer than 2025-08-03T15:00:00Z (3 h ago): the server's head covers"
                        + " that time, and would lose samples of its own log at the next restart",
                "take what is older with --end 2025-08-03T15:00:00Z",
                preflight -> preflight.times(at("2025-08-03T10:00:00Z"), at("2025-08-03T15:00:00Z")));
        new Preflight(NOW, Set.of())
                .times(at("2025-08-03T10:00:00Z"), at("2025-08-03T14:59:59.999Z"))
                .decide();
    }

    @Test
    void refusesTheFuture() {
        refuses(
                Risk.FUTURE,
                "the last sample is dated 2025-08-03T18:10:00.001Z, in the future: as retention counts from the newest block,"
                        + " it could expire all others",
                "take what is past with --end 2025-08-03T15:00:00Z",
                preflight -> preflight.times(at("2025-08-03T10:00:00Z"), at("2025-08-03T18:10:00.001Z")));
    }

    @Test
    void refusesWhatRetentionWouldDrop() {
        List<BlockMeta> fresh = List.of(
                block("2025-07-19T10:00:00Z", "2025-07-19T18:00:00Z"),
                block("2025-07-19T18:00:00Z", "2025-07-19T18:00:00.001Z"));
        refuses(
                Risk.EXPIRED,
                "1 block of 2 would be dropped: they end before 2025-07-19T18:00:00Z, beyond the retention of 15 d, the default",
                "say what the server keeps with --retention, or ask it with --server NAME",
                preflight -> preflight.retention(fresh, List.of(), Duration.ofDays(15), true));
        new Preflight(NOW, Set.of())
                .retention(fresh, List.of(), Duration.ofDays(16), false)
                .decide();
    }

    /** Retention counts from the newest block, also from one in the future. */
    @Test
    void countsRetentionFromTheNewestBlock() {
        List<BlockMeta> fresh = List.of(block("2025-08-01T00:00:00Z", "2025-08-01T02:00:00Z"));
        List<BlockMeta> existing = List.of(block("2025-09-01T00:00:00Z", "2025-09-01T02:00:00Z"));
        Preflight preflight = new Preflight(NOW, Set.of()).retention(fresh, existing, Duration.ofDays(15), false);
        assertThrows(Failure.class, preflight::decide);
    }

    @Test
    void refusesOverlapsButNotNeighbours() {
        List<BlockMeta> existing = List.of(block("2025-08-01T02:00:00Z", "2025-08-01T04:00:00Z"));
        refuses(
                Risk.OVERLAP,
                "the time is covered already by 1 block: 01M84ZZ4Y8MVHGG46NSNTZZ1AB",
                "servers from 2.39 on merge them; where both have a sample, either may be kept",
                preflight -> preflight.overlap(
                        List.of(block("2025-08-01T03:59:59.999Z", "2025-08-01T06:00:00Z")), existing));
        new Preflight(NOW, Set.of())
                .overlap(List.of(block("2025-08-01T04:00:00Z", "2025-08-01T06:00:00Z")), existing)
                .decide();
    }

    @Test
    void refusesWhereThereIsNoRoom() {
        List<Source> sources = List.of(new Source(Path.of("a.om"), SourceKind.OPENMETRICS, 8L << 30));
        refuses(
                Risk.SPACE,
                "it may take 1.06 GiB and 512 MiB are free",
                "make room",
                preflight -> preflight.space(sources, 512L << 20));
    }

    @Test
    void tellsAllReasonsAtOnce() {
        Preflight preflight = new Preflight(NOW, Set.of())
                .times(at("2025-08-03T16:00:00Z"), at("2025-08-03T17:00:00Z"))
                .overlap(
                        List.of(block("2025-08-03T16:00:00Z", "2025-08-03T17:00:00Z")),
                        List.of(block("2025-08-03T16:00:00Z", "2025-08-03T17:00:00Z")));
        Failure failure = assertThrows(Failure.class, preflight::decide);
        assertEquals("refused for 2 reasons, and nothing was imported", failure.message());
        assertEquals(4, failure.detail().size());
        assertTrue(failure.detail().get(1).contains("--allow recent"));
        assertTrue(failure.detail().get(3).contains("--allow overlap"));
    }
}
