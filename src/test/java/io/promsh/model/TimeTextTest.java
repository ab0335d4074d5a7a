package io.promsh.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:30:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "now, 2025-08-03T18:30:00Z",
        "-2h, 2025-08-03T16:30:00Z",
        "now-1h30m, 2025-08-03T17:00:00Z",
        "now+1m, 2025-08-03T18:31:00Z",
        "2025-08-03T10:00:00Z, 2025-08-03T10:00:00Z",
        "2025-08-03T10:00:00.5+02:00, 2025-08-03T08:00:00.500Z",
        "2025-08-03 10:00, 2025-08-03T08:00:00Z",
        "2025-08-03T10:00, 2025-08-03T08:00:00Z",
        "2025-08-03, 2025-08-02T22:00:00Z",
        "14:00, 2025-08-03T12:00:00Z",
        "9:15, 2025-08-03T07:15:00Z",
        "yesterday, 2025-08-01T22:00:00Z",
        "yesterday 14:00, 2025-08-02T12:00:00Z",
        "today 06:00:30, 2025-08-03T04:00:30Z",
        "1754207395, 2025-08-03T07:49:55Z",
        "1754207395.25, 2025-08-03T07:49:55.250Z",
        "1754207395000, 2025-08-03T07:49:55Z",
    })
    void understands(String typed, Instant expected) {
        assertEquals(expected, TimeText.parse(typed, NOW, BERLIN));
    }

    @Test
    void refusesAnythingElseWithExamples() {
        for (String typed : List.of("", "soon", "25:00", "2025-13-01", "-2x", "99999999999999999999", "2h", "--2h")) {
            Failure failure = assertThrows(Failure.class, () -> TimeText.parse(typed, NOW, BERLIN), typed);
            assertTrue(failure.hint().contains("2025-08-03T14:00:00Z"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "30s, 30000",
        "1h30m, 5400000",
        "500ms, 500",
        "1d, 86400000",
        "90, 90000",
        "0.5, 500",
        "1y2w3d4h5m6s7ms, 33019506007"
    })
    void readsDurations(String typed, long millis) {
        assertEquals(millis, PromDuration.parse(typed).toMillis());
    }

    @Test
    void refusesDurationsThatPrometheusRefuses() {
        for (String typed : List.of("", "m", "1", "1m1h", "1h1h", "5 m", "1.5h", "-5m", "1hm")) {
            if (!typed.equals("1")) {
                assertThrows(Failure.class, () -> PromDuration.parse(typed), typed);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"30s", "1h30m", "500ms", "1d", "2w", "1y", "1d1h", "0s"})
    void writesDurationsThatReadBackTheSame(String text) {
        assertEquals(text, PromDuration.format(PromDuration.parse(text)));
        assertEquals("-5m", PromDuration.format(Duration.ofMinutes(-5)));
    }
}
