package io.promsh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:00:00Z");
    private static final ZoneId UTC = ZoneOffset.UTC;

    @Test
    void theWindowIsTheLastHourUnlessSaidOtherwise() {
        assertEquals(new TimeRange(NOW.minusSeconds(3600), NOW), Settings.DEFAULTS.window(NOW, () -> UTC));
        assertEquals(
                Duration.ofHours(6),
                Settings.DEFAULTS
                        .with(Setting.LAST, "6h")
                        .window(NOW, () -> UTC)
                        .length());
    }

    @Test
    void startAndEndDisplaceLastAndTheOtherWayRound() {
        Settings fixed =
                Settings.DEFAULTS.with(Setting.START, "2025-08-03T10:00:00Z").with(Setting.END, "2025-08-03T16:00:00Z");

        assertEquals(Duration.ofHours(6), fixed.window(NOW, () -> UTC).length());
        assertEquals(
                Duration.ofHours(1),
                fixed.with(Setting.LAST, "1h").window(NOW, () -> UTC).length());
    }

    @Test
    void aWindowThatEndsBeforeItBeginsIsRefused() {
        Settings settings = Settings.DEFAULTS.with(Setting.START, "now").with(Setting.END, "-1h");

        assertTrue(assertThrows(Failure.class, () -> settings.window(NOW, () -> UTC))
                .hint()
                .contains("--start"));
    }

    @Test
    void valuesAreCheckedWhenTheyComeIn() {
        assertThrows(Failure.class, () -> Settings.DEFAULTS.with(Setting.OUTPUT, "xml"));
        assertThrows(Failure.class, () -> Settings.DEFAULTS.with(Setting.LIMIT, "-1"));
        assertThrows(Failure.class, () -> Settings.DEFAULTS.with(Setting.STEP, "0s"));
        assertThrows(Failure.class, () -> Settings.DEFAULTS.with(Setting.STRICT, "maybe"));
        assertTrue(Settings.DEFAULTS.with(Setting.STRICT, "").isOn(Setting.STRICT));
    }
}
