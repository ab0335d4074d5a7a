package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.target.RangeQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class RangeSplitterTest {
    @Property(tries = 500)
    void partsHaveExactlyThePointsOfTheWhole(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long start,
            @ForAll @LongRange(max = 50_000) long length,
            @ForAll @LongRange(min = 1, max = 700) long step,
            @ForAll @LongRange(min = 1, max = 400) long maxPoints,
            @ForAll @LongRange(min = 1, max = 20_000) long maxLength) {
        RangeQuery whole = Grid.query(start, start + length, step);
        List<Long> expected = points(whole);
        List<Long> found = new ArrayList<>();
        for (RangeQuery part : RangeSplitter.split(whole, maxPoints, Duration.ofMillis(maxLength))) {
            List<Long> points = points(part);
            boolean alone = RangeSplitter.points(whole) == points.size();
            assertTrue(points.size() <= maxPoints, "too many points");
            assertTrue(alone || Duration.between(part.start(), part.end()).toMillis() <= maxLength, "too long");
            found.addAll(points);
        }
        assertEquals(expected, found);
    }

    private static List<Long> points(RangeQuery query) {
        List<Long> points = new ArrayList<>();
        for (long t = query.start().toEpochMilli();
                t <= query.end().toEpochMilli();
                t += query.step().toMillis()) {
            points.add(t);
        }
        return points;
    }
}
