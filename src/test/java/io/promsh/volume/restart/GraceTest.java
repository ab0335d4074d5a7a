package io.promsh.volume.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GraceTest {
    @Test
    void growsWithTheLogBetweenAMinuteAndTen() {
        assertEquals(Duration.ofSeconds(60), Grace.forLog(OptionalLong.of(0), Duration.ZERO));
        assertEquals(Duration.ofSeconds(60 + 51), Grace.forLog(OptionalLong.of(1L << 30), Duration.ZERO));
        assertEquals(Duration.ofMinutes(10), Grace.forLog(OptionalLong.of(1L << 40), Duration.ZERO));
        assertEquals(Duration.ofMinutes(2), Grace.forLog(OptionalLong.empty(), Duration.ZERO));
    }

    @Test
    void isNeverLessThanTheProjectAsksFor() {
        assertEquals(Duration.ofMinutes(30), Grace.forLog(OptionalLong.of(0), Duration.ofMinutes(30)));
    }

    @Test
    void aBackupOfTheLastDayIsASafetyNet() {
        Instant now = Instant.parse("2025-08-03T18:00:00Z");
        assertEquals(Optional.of("a verified backup, 90 min old"), RestartPlans.backup(now.minusSeconds(5400), now));
        assertEquals(Optional.empty(), RestartPlans.backup(now.minusSeconds(86_401), now));
    }
}
