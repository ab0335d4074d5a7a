package io.promsh.render;

import io.promsh.text.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** The horizontal axis: round local times, labelled with time, at midnight with the date. */
final class TimeAxis {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        14 * DAY,
        28 * DAY,
        91 * DAY,
        182 * DAY,
        364 * DAY,
        728 * DAY,
        1820 * DAY,
        3640 * DAY
    };

    /** Blank columns between two labels. */
    private static final int BETWEEN_LABELS = 4;

    /** More ticks than columns are never needed; a few lie before the start. */
    private static final int MARGIN = 4;

    /** 1970 began on the fourth day of a week. */
    private static final int THURSDAY = 3;

    private final long start;
    private final long end;
    private final int columns;
    private final ZoneId zone;

    /** An axis over [start, end], start before end, in epoch milliseconds. */
    TimeAxis(long start, long end, int columns, ZoneId zone) {
        this.start = start;
        this.end = end;
        this.columns = columns;
        this.zone = zone;
    }

    /** A tick at a column of the plot. */
    record Tick(int column, String label) {}

    /** Returns where a time lies, 0 at the start to 1 at the end. */
    double share(long millis) {
        return (millis - start) / (double) (end - start);
    }

    /** Returns the ticks from left to right, far enough apart for their labels. */
    List<Tick> ticks() {
        long step = step();
        List<Tick> ticks = new ArrayList<>();
        LocalDateTime first = first(step);
        for (int i = 0; i < columns + MARGIN; i++) {
            LocalDateTime local = first.plus(Duration.ofMillis(i * step));
            ZonedDateTime tick = local.atZone(zone);
            long time = tick.toInstant().toEpochMilli();
            if (time > end) {
                break;
            }
            // Where clocks are set forward, a local time that is skipped becomes a later one, which is not round.
            boolean isSkipped = !tick.toLocalDateTime().equals(local);
            if (time >= start && !isSkipped) {
                ticks.add(new Tick((int) Math.round(share(time) * (columns - 1)), label(time, step)));
            }
        }
        return ticks;
    }

    /** Returns the last round local time before the start. */
    private LocalDateTime first(long step) {
        LocalDateTime local = Instant.ofEpochMilli(start).atZone(zone).toLocalDateTime();
        LocalDateTime midnight = local.toLocalDate().atStartOfDay();
        if (step >= DAY) {
            // Weeks begin on Mondays, longer steps where they always begin, whatever the window.
            long day = local.toLocalDate().toEpochDay() + THURSDAY;
            return midnight.minusDays(Math.floorMod(day, step / DAY));
        }
        long sinceMidnight = Duration.between(midnight, local).toMillis();
        return midnight.plus(Duration.ofMillis(sinceMidnight / step * step));
    }

    private long step() {
        for (long step : STEPS) {
            double distance = step / (double) (end - start) * columns;
            if (distance >= labelWidth(step) + BETWEEN_LABELS) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    private static int labelWidth(long step) {
        if (step >= DAY) {
            return step > 91 * DAY ? 10 : 5;
        }
        return step >= MINUTE ? 5 : step >= SECOND ? 8 : 12;
    }

    private String label(long time, long step) {
        String date = Timestamps.date(time, zone);
        if (step >= DAY) {
            return step > 91 * DAY ? date : date.substring(5);
        }
        String clock = Timestamps.time(time, zone);
        if (clock.equals("00:00:00")) {
            return date.substring(5);
        }
        return step >= MINUTE ? clock.substring(0, 5) : clock;
    }
}
