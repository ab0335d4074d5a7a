package io.promsh.model;

import io.promsh.failure.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The one parser of points in time: RFC 3339, {@code 2025-08-03 14:00[:05]}, a date, epoch seconds or milliseconds, {@code now},
 * {@code -2h}, {@code now-2h}, {@code 14:00}, {@code yesterday [14:00]}, {@code today [14:00]}. Times without an offset are in the
 * zone given.
 */
public final class TimeText {
    /** From here a whole number is milliseconds: as seconds it would lie after the year 5138. */
    private static final double MILLISECONDS_FROM = 1e11;

    private TimeText() {}

    /** Returns the point in time, to the millisecond. Throws a usage failure when {@code text} is none. */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String trimmed = text.trim();
        try {
            Instant instant = read(trimmed, trimmed.toLowerCase(Locale.ROOT), now, zone);
            return Instant.ofEpochMilli(instant.toEpochMilli());
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw Failure.usage(
                            "'" + text + "' is not a point in time",
                            "write 2025-08-03T14:00:00Z, 2025-08-03 14:00, -2h, yesterday 14:00, now, or epoch seconds")
                    .withCause(e);
        }
    }

    private static Instant read(String text, String lower, Instant now, ZoneId zone) {
        if (lower.equals("now")) {
            return now;
        }
        if (lower.startsWith("now-") || lower.startsWith("now+")) {
            return shift(lower.substring(3), now);
        }
        if (lower.startsWith("-") && lower.length() > 1 && !Character.isDigit(lower.charAt(lower.length() - 1))) {
            return shift(lower, now);
        }
        for (String word : new String[] {"yesterday", "today"}) {
            if (lower.startsWith(word)) {
                String rest = lower.substring(word.length()).trim();
                LocalDate day = now.atZone(zone).toLocalDate().minusDays(word.equals("today") ? 0 : 1);
                return at(day, rest.isEmpty() ? "00:00" : rest, zone);
            }
        }
        if (text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return epoch(Double.parseDouble(text));
        }
        if (text.matches("[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?")) {
            return at(now.atZone(zone).toLocalDate(), text, zone);
        }
        return calendar(text, zone);
    }

    private static Instant shift(String signed, Instant now) {
        long millis = PromDuration.tryParseMillis(signed.substring(1).trim());
        if (millis < 0) {
            throw new DateTimeException("no duration: " + signed);
        }
        return now.plusMillis(signed.charAt(0) == '-' ? -millis : millis);
    }

    private static Instant epoch(double number) {
        double millis = Math.abs(number) >= MILLISECONDS_FROM ? number : number * 1000;
        if (Math.abs(millis) > 8e15) {
            throw new DateTimeException("out of range: " + number);
        }
        return Instant.ofEpochMilli(Math.round(millis));
    }

    private static Instant at(LocalDate day, String time, ZoneId zone) {
        String padded = time.indexOf(':') == 1 ? "0" + time : time;
        return ZonedDateTime.of(day, LocalTime.parse(padded), zone).toInstant();
    }

    private static Instant calendar(String text, ZoneId zone) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
        }
        if (iso.matches(".*([Zz]|[+-][0-9]{2}:[0-9]{2})$")) {
            return OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
        }
        return LocalDateTime.parse(iso).atZone(zone).toInstant();
    }
}
