package io.promsh.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.demo.Traffic.Direction;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentDayTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:12Z");

    private final IncidentDay day = IncidentDay.endingAt(NOW);
    private final Traffic traffic = new Traffic(ZoneOffset.UTC);

    @Test
    void countsWhatTheIncidentCounted() {
        Map<Family, Integer> samples = new EnumMap<>(Family.class);
        new Counting(day, traffic)
                .advanceTo(
                        day.endSlot() - 1,
                        scrape -> scrape.forEach(
                                (family, readings) -> samples.merge(family, readings.size(), Integer::sum)));
        assertEquals(2419, samples.get(Family.VEHICLES));
        assertEquals(2408, samples.get(Family.FLOW));
        assertEquals(3630, samples.get(Family.STATUS));
        assertEquals(2419, samples.get(Family.CREATED));
        assertEquals(1210, samples.get(Family.UP));
        assertEquals(84, Math.round(100.0 * 2419 / IncidentDay.SLOTS));
    }

    @Test
    void endsWithTheNewestSlot() {
        assertEquals(Instant.parse("2025-08-03T18:56:00Z"), IncidentDay.timeOf(day.endSlot() - 1));
        assertEquals(Instant.parse("2025-08-02T18:56:30Z"), IncidentDay.timeOf(day.firstSlot()));
        assertEquals(day.endSlot(), day.runs().get(5).last());
    }

    @Test
    void losesTheSixHoursWhereTheIncidentDid() {
        long lost = IncidentDay.slotOf(Instant.parse("2025-08-03T10:00:00Z"));
        long back = IncidentDay.slotOf(Instant.parse("2025-08-03T16:00:30Z"));
        for (long slot = lost; slot < back; slot++) {
            assertTrue(day.runAt(slot).isEmpty(), "slot " + slot);
        }
        assertTrue(day.runAt(lost - 12).isPresent());
        assertTrue(day.runAt(back).isPresent());
    }

    @Test
    void countersRiseWithinARunAndBeginAtZeroInTheNext() {
        Map<String, Double> before = new HashMap<>();
        new Counting(day, traffic)
                .advanceTo(
                        day.endSlot() - 1,
                        scrape -> scrape.getOrDefault(Family.VEHICLES, List.of())
                                .forEach(reading -> {
                                    long first = day.runAt(reading.slot())
                                            .orElseThrow()
                                            .first();
                                    String direction = reading.labels().get("direction");
                                    double last = reading.slot() == first ? 0 : before.getOrDefault(direction, 0.0);
                                    assertTrue(reading.value() >= last);
                                    assertTrue(reading.value() - last < 100);
                                    before.put(direction, reading.value());
                                }));
        assertEquals(2, before.size());
    }

    @Test
    void isTheSameAtEveryStart() throws IOException {
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        OpenMetricsDay.write(day, traffic, first);
        OpenMetricsDay.write(IncidentDay.endingAt(NOW), new Traffic(ZoneOffset.UTC), second);
        assertEquals(first.toString(), second.toString());
        assertTrue(first.toString().endsWith("\n# EOF\n"));
        assertEquals(10_876 + 1210 + 4 + 3 + 1, first.toString().lines().count());
    }

    @Test
    void hasRushHours() {
        long night = IncidentDay.slotOf(Instant.parse("2025-08-03T03:00:00Z"));
        long morning = IncidentDay.slotOf(Instant.parse("2025-08-03T08:00:00Z"));
        long evening = IncidentDay.slotOf(Instant.parse("2025-08-03T17:30:00Z"));
        assertTrue(traffic.perMinute(morning, Direction.LEFT) > 5 * traffic.perMinute(night, Direction.LEFT));
        assertTrue(traffic.perMinute(morning, Direction.LEFT) > 1.5 * traffic.perMinute(morning, Direction.RIGHT));
        assertTrue(traffic.perMinute(evening, Direction.RIGHT) > traffic.perMinute(evening, Direction.LEFT));
    }

    @Test
    void goesOnAfterTheDay() {
        Exposition exposition = new Exposition(day, traffic);
        String now = exposition.at(NOW);
        assertTrue(now.contains("# TYPE traffic_vehicles_total counter\n"), now);
        assertTrue(now.lines().allMatch(line -> line.startsWith("#")), now);
        String later = exposition.at(NOW.plusSeconds(60));
        assertTrue(
                later.lines()
                        .anyMatch(line -> line.matches("traffic_vehicles_total\\{direction=\"left\"} [0-9]+ "
                                + Instant.parse("2025-08-03T18:57:00Z").toEpochMilli())),
                later);
    }
}
