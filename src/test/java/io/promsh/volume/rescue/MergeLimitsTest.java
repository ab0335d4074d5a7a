package io.promsh.volume.rescue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.server.Holding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeLimitsTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:00:00Z");
    private static final Holding FIFTEEN_DAYS = new Holding(Duration.ofDays(15), 0, false);

    private static BlockMeta block(Duration age) {
        return new BlockMeta("01", NOW.minus(age).minusSeconds(7200), NOW.minus(age), 10, 1000);
    }

    private static Failure refused(Duration age, Holding holding) {
        Failure failure =
                assertThrows(Failure.class, () -> MergeLimits.check(List.of(block(age)), NOW, holding, "prometheus"));
        assertEquals(FailureKind.REFUSED, failure.kind());
        return failure;
    }

    @Test
    void letsThroughWhatTheServerKeeps() {
        MergeLimits.check(List.of(block(Duration.ofDays(14)), block(Duration.ZERO)), NOW, FIFTEEN_DAYS, "prometheus");
        assertEquals(
                "2 blocks, kept for 14 more days",
                MergeLimits.words(2, NOW.minus(Duration.ofDays(1)), NOW, FIFTEEN_DAYS));
    }

    @Test
    void refusesWhatItWouldDropAtOnceAndSaysWhatToRaise() {
        Failure failure = refused(Duration.ofDays(16), FIFTEEN_DAYS);
        assertTrue(failure.hint().contains("--storage.tsdb.retention.time=17d"), failure.hint());
    }

    @Test
    void refusesTheFuture() {
        assertTrue(refused(Duration.ofMinutes(-5), FIFTEEN_DAYS).message().contains("ahead of the clock"));
    }

    @Test
    void refusesWhatWouldPushOthersOut() {
        refused(Duration.ofDays(1), new Holding(Duration.ofDays(15), 1500, false));
    }

    @Test
    void readsABlocksOwnWords() throws IOException {
        BlockMeta meta = BlockMeta.read("01X", "{\"minTime\":1000,\"maxTime\":2000,\"stats\":{\"numSamples\":7}}");
        assertEquals(new BlockMeta("01X", Instant.ofEpochSecond(1), Instant.ofEpochSecond(2), 7, 0), meta);
        assertThrows(IOException.class, () -> BlockMeta.read("01X", "{}"));
        assertThrows(IOException.class, () -> BlockMeta.read("01X", ""));
    }
}
