package io.promsh.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpacingTest {
    @Test
    void knowsNothingOfASingleSample() {
        assertTrue(Spacing.of(new long[0]).isEmpty());
        assertTrue(Spacing.of(new long[] {5}).isEmpty());
    }

    @Test
    void findsTheCommonDistanceDespiteJitterAndGaps() {
        long[] times = {0, 30_003, 60_001, 90_000, 120_010, 720_000, 750_000};
        Spacing spacing = Spacing.of(times).orElseThrow();
        assertEquals(6, spacing.intervals());
        assertEquals(30_000, spacing.mode());
        assertEquals(5 / 6.0, spacing.modeShare());
        assertEquals(30_000, spacing.median());
        assertEquals(29_998, spacing.min());
        assertEquals(599_990, spacing.max());
        assertTrue(spacing.isGap(60_000));
        assertFalse(spacing.isGap(31_000));
    }

    @Test
    void takesSamplesAtTheSameTimeAsTheyAre() {
        Spacing spacing = Spacing.of(new long[] {7, 7, 7}).orElseThrow();
        assertEquals(0, spacing.median());
        assertEquals(0, spacing.mode());
    }
}
