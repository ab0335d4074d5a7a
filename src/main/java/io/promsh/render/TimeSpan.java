package io.promsh.render;

import io.promsh.text.Glyphs;
import io.promsh.text.Timestamps;
import java.time.ZoneId;

/** A span of time for reading, the date said once: {@code 2025-08-03 13:00:00 - 14:00:00 UTC}. */
final class TimeSpan {
    private TimeSpan() {}

    static String of(long startMillis, long endMillis, ZoneId zone, Glyphs glyphs) {
        long start = Math.floorDiv(startMillis, 1000L) * 1000;
        long end = Math.floorDiv(endMillis, 1000L) * 1000;
        String zoneName = Timestamps.zoneName(zone);
        if (start == end) {
            return Timestamps.dateTime(start, zone) + " " + zoneName;
        }
        boolean isSameDay = Timestamps.date(start, zone).equals(Timestamps.date(end, zone));
        String until = isSameDay ? Timestamps.time(end, zone) : Timestamps.dateTime(end, zone);
        return Timestamps.dateTime(start, zone) + " " + glyphs.dash() + " " + until + " " + zoneName;
    }
}
