package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.fetch.StepChoice.Source;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepChoiceTest {
    private static Duration derived(Duration window, int points) {
        return StepChoice.of(Optional.empty(), window, points).step();
    }

    @Test
    void derivesARoundStepThatGivesAtMostThePointsAskedFor() {
        assertEquals(Duration.ofSeconds(15), derived(Duration.ofHours(1), 250));
        assertEquals(Duration.ofSeconds(1), derived(Duration.ofSeconds(1), 250));
        assertEquals(Duration.ofMinutes(10), derived(Duration.ofDays(1), 200));
        assertEquals(Duration.ofDays(2), derived(Duration.ofDays(365), 200));
    }

    @Test
    void takesAGivenStepAsItIs() {
        StepChoice choice = StepChoice.of(Optional.of(Duration.ofSeconds(7)), Duration.ofSeconds(70), 5);
        assertEquals(new StepChoice(Duration.ofSeconds(7), Source.GIVEN, 11), choice);
        assertEquals("step 7s (given), 11 points a series", choice.words());
    }

    @Test
    void saysWhatItDerived() {
        StepChoice choice = StepChoice.of(Optional.empty(), Duration.ofDays(1), 3000);
        assertEquals("step 30s (derived), 2,881 points a series", choice.words());
    }

    @Test
    void findsTheExactStepThatFitsALimit() {
        Duration window = Duration.ofDays(30);
        Duration exact = StepChoice.exact(window, 11_000);
        assertTrue(StepChoice.points(window, exact) <= 11_000);
        assertTrue(StepChoice.points(window, exact.minusMillis(1)) > 11_000);
    }

    @Test
    void refusesAStepOfNothing() {
        assertThrows(Failure.class, () -> StepChoice.of(Optional.of(Duration.ZERO), Duration.ofHours(1), 100));
    }
}
