package io.promsh.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
    private static List<String> labels(String start, String end, int columns, ZoneId zone) {
        long from = Instant.parse(start).toEpochMilli();
        long to = Instant.parse(end).toEpochMilli();
        return new TimeAxis(from, to, columns, zone)
                .ticks().stream().map(TimeAxis.Tick::label).toList();
    }

    @Test
    void choosesStepsThatAreRoundAndFit() {
        assertEquals(
                List.of("13:00", "13:15", "13:30", "13:45", "14:00"),
                labels("2025-08-03T13:00:00Z", "2025-08-03T14:00:00Z", 50, ZoneOffset.UTC));
        assertEquals(
                List.of("00:00:00.010", "00:00:00.020"),
                labels("1970-01-01T00:00:00.005Z", "1970-01-01T00:00:00.025Z", 40, ZoneOffset.UTC));
    }

    @Test
    void saysTheDateAtMidnight() {
        assertEquals(
                List.of("18:00", "08-04", "06:00"),
                labels("2025-08-03T16:00:00Z", "2025-08-04T08:00:00Z", 30, ZoneOffset.UTC));
    }

    @Test
    void standsOnRoundLocalTimes() {
        assertEquals(
                List.of("18:00", "08-04", "06:00"),
                labels("2025-08-03T11:00:00Z", "2025-08-04T02:00:00Z", 30, ZoneId.of("Asia/Kolkata")));
    }

    @Test
    void staysRoundAcrossAClockChange() {
        ZoneId zurich = ZoneId.of("Europe/Zurich");
        assertEquals(
                List.of("03-30", "04:00", "06:00"), labels("2025-03-29T22:30:00Z", "2025-03-30T05:00:00Z", 30, zurich));
        List<String> everyHour = labels("2025-10-25T22:00:00Z", "2025-10-26T05:00:00Z", 80, zurich);
        assertEquals(List.of("10-26", "01:00", "02:00", "03:00", "04:00", "05:00", "06:00"), everyHour);
    }

    @Test
    void namesDaysMondaysAndYears() {
        assertEquals(
                List.of("08-04", "08-11", "08-18", "08-25"),
                labels("2025-08-01T00:00:00Z", "2025-08-30T00:00:00Z", 50, ZoneOffset.UTC));
        List<String> years = labels("1971-01-01T00:00:00Z", "2025-01-01T00:00:00Z", 80, ZoneOffset.UTC);
        assertTrue(years.size() >= 4 && years.get(0).length() == 10, years.toString());
    }
}
