package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a read is cut into parts: they adjoin, none is empty, and long ones end where blocks do. */
class LaneTest {
    private static final Instant DAY = Instant.parse("2025-08-03T00:00:00Z");
    private static final Selection ALL = Selection.of("m");

    /** Returns the ends of the parts in minutes after the day's beginning, for parts of so many samples at one a minute. */
    private static List<Long> ends(Duration from, Duration to, int samplesAPart, long longestMillis) {
        TimeRange window = new TimeRange(DAY.plus(from), DAY.plus(to));
        Lane lane = new Lane(ALL, ALL, window, "", new Bounds(1_000_000, samplesAPart), longestMillis);
        List<Long> ends = new ArrayList<>();
        Instant at = window.start();
        while (!lane.isCut()) {
            lane.cut();
            Part part = lane.parts.remove(0);
            assertEquals(at, part.window.start());
            assertTrue(part.window.end().isAfter(at), "no part is empty");
            at = part.window.end();
            ends.add(Duration.between(DAY, at).toMinutes());
            lane.measured(part, part.window.length().toMinutes());
        }
        assertEquals(window.end(), at);
        return ends;
    }

    @Test
    void endsPartsWhereBlocksEndWhenTheyAreAboutAsLong() {
        List<Long> everyBlock = List.of(120L, 240L, 360L, 480L, 600L);
        assertEquals(everyBlock, ends(Duration.ZERO, Duration.ofHours(10), 125, 0));
        assertEquals(everyBlock, ends(Duration.ofMinutes(1), Duration.ofHours(10), 125, 0));
        assertEquals(List.of(120L, 360L, 600L), ends(Duration.ZERO, Duration.ofHours(10), 250, 0));
    }

    @Test
    void takesNoMuchShorterPartsForThat() {
        assertEquals(List.of(120L, 330L, 480L), ends(Duration.ZERO, Duration.ofHours(8), 210, 0));
        assertEquals(
                List.of(30L, 60L, 90L, 120L, 150L, 180L),
                ends(
                        Duration.ZERO,
                        Duration.ofHours(3),
                        1_000,
                        Duration.ofMinutes(30).toMillis()));
    }

    @Test
    void goesOnAtAnEndOfABlockHoweverShortPartsHaveToBe() {
        assertEquals(10, ends(Duration.ZERO, Duration.ofSeconds(10), 1_000, 1).size());
    }
}
