package io.promsh.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampsTest {
    @Test
    void agreesWithTheLibrary() {
        DateTimeFormatter library = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        Random random = new Random(7);
        long first = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
        long last = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
        for (int i = 0; i < 100_000; i++) {
            long time = first + (long) (random.nextDouble() * (last - first));
            assertEquals(library.format(Instant.ofEpochMilli(time)), Timestamps.rfc3339(time));
        }
        for (String edge : new String[] {
            "1970-01-01T00:00:00.000Z",
            "1969-12-31T23:59:59.999Z",
            "2000-02-29T12:00:00.001Z",
            "1900-02-28T23:59:59.050Z",
            "2024-12-31T23:59:59.900Z"
        }) {
            assertEquals(edge, Timestamps.rfc3339(Instant.parse(edge).toEpochMilli()));
        }
    }

    @Test
    void showsLocalTimesOnBothSidesOfAClockChange() {
        ZoneId zurich = ZoneId.of("Europe/Zurich");
        long before = Instant.parse("2025-03-30T00:59:59Z").toEpochMilli();
        assertEquals("2025-03-30 01:59:59", Timestamps.dateTime(before, zurich));
        assertEquals("2025-03-30 03:00:00", Timestamps.dateTime(before + 1000, zurich));
        assertEquals("+01:00", Timestamps.offset(zurich, before));
        assertEquals("+02:00", Timestamps.offset(zurich, before + 1000));
    }

    @Test
    void namesZonesAsPeopleDo() {
        assertEquals("UTC", Timestamps.zoneName(ZoneOffset.UTC));
        assertEquals("UTC", Timestamps.zoneName(ZoneId.of("Etc/UTC")));
        assertEquals("Europe/Zurich", Timestamps.zoneName(ZoneId.of("Europe/Zurich")));
        assertEquals("+05:30", Timestamps.zoneName(ZoneOffset.ofHoursMinutes(5, 30)));
        assertEquals("UTC", Timestamps.offset(ZoneOffset.UTC, 0));
    }

    @Test
    void showsMillisecondsOnlyWhereThereAreSome() {
        assertEquals("00:00:01", Timestamps.time(1000, ZoneOffset.UTC));
        assertEquals("00:00:01.050", Timestamps.time(1050, ZoneOffset.UTC));
        assertEquals("1970-01-01", Timestamps.date(1050, ZoneOffset.UTC));
    }
}
