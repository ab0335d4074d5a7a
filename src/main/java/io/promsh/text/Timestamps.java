package io.promsh.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Points in time as text, by hand: {@code java.time.format} costs a visible part of the start of a short-lived program. Years
 * 0000 to 9999; beyond, the year has more digits or a sign.
 */
public final class Timestamps {
    private static final int SECONDS_A_DAY = 86_400;

    private Timestamps() {}

    /** Returns RFC 3339 in UTC with milliseconds, for example {@code 2025-08-03T14:00:00.000Z}. */
    public static String rfc3339(long epochMillis) {
        StringBuilder out = new StringBuilder(24);
        appendRfc3339(out, epochMillis);
        return out.toString();
    }

    /** Appends what {@link #rfc3339} returns. */
    public static void appendRfc3339(StringBuilder out, long epochMillis) {
        long seconds = Math.floorDiv(epochMillis, 1000L);
        appendDate(out, Math.floorDiv(seconds, (long) SECONDS_A_DAY));
        out.append('T');
        appendTime(out, (int) Math.floorMod(seconds, (long) SECONDS_A_DAY));
        out.append('.');
        int millis = (int) Math.floorMod(epochMillis, 1000L);
        out.append((char) ('0' + millis / 100));
        appendTwo(out, millis % 100);
        out.append('Z');
    }

    /** Returns date and time in a zone, milliseconds only where there are some: {@code 2025-08-03 14:00:00}. */
    public static String dateTime(long epochMillis, ZoneId zone) {
        return date(epochMillis, zone) + " " + time(epochMillis, zone);
    }

    /** Returns the date in a zone: {@code 2025-08-03}. */
    public static String date(long epochMillis, ZoneId zone) {
        StringBuilder out = new StringBuilder(10);
        appendDate(out, Math.floorDiv(localSeconds(epochMillis, zone), (long) SECONDS_A_DAY));
        return out.toString();
    }

    /** Returns the time of day in a zone, milliseconds only where there are some: {@code 14:00:00}, {@code 14:00:00.250}. */
    public static String time(long epochMillis, ZoneId zone) {
        StringBuilder out = new StringBuilder(12);
        appendTime(out, (int) Math.floorMod(localSeconds(epochMillis, zone), (long) SECONDS_A_DAY));
        int millis = (int) Math.floorMod(epochMillis, 1000L);
        if (millis != 0) {
            out.append('.').append((char) ('0' + millis / 100));
            appendTwo(out, millis % 100);
        }
        return out.toString();
    }

    /**
     * Returns the name of a zone: {@code UTC}, {@code Europe/Zurich}, {@code +05:30}. Not the abbreviations of summer and winter:
     * they differ from one Java version to the next, and some mean several zones.
     */
    public static String zoneName(ZoneId zone) {
        String id = zone.getId();
        return id.equals("Z") || id.equals("Etc/UTC") || id.equals("GMT") ? "UTC" : id;
    }

    /** Returns a zone's offset at a time: {@code UTC} for none, {@code +02:00}. Shorter than its name, and never ambiguous. */
    public static String offset(ZoneId zone, long epochMillis) {
        String id = zone.getRules().getOffset(Instant.ofEpochMilli(epochMillis)).getId();
        return id.equals("Z") ? "UTC" : id;
    }

    private static long localSeconds(long epochMillis, ZoneId zone) {
        long seconds = Math.floorDiv(epochMillis, 1000L);
        if (zone.equals(ZoneOffset.UTC)) {
            return seconds;
        }
        return seconds
                + zone.getRules().getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds();
    }

    /** Days since 1970 to the Gregorian calendar, counted in eras of 400 years that begin in March. */
    private static void appendDate(StringBuilder out, long epochDay) {
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int day = (int) Math.floorMod(shifted, 146_097L);
        int year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        int dayOfYear = day - (365 * year + year / 4 - year / 100);
        int month = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1;
        appendYear(out, year + era * 400 + (month >= 10 ? 1 : 0));
        out.append('-');
        appendTwo(out, month < 10 ? month + 3 : month - 9);
        out.append('-');
        appendTwo(out, dayOfMonth);
    }

    private static void appendYear(StringBuilder out, long year) {
        if (year < 0 || year > 9999) {
            out.append(year);
            return;
        }
        appendTwo(out, (int) year / 100);
        appendTwo(out, (int) year % 100);
    }

    private static void appendTime(StringBuilder out, int secondOfDay) {
        appendTwo(out, secondOfDay / 3600);
        out.append(':');
        appendTwo(out, secondOfDay / 60 % 60);
        out.append(':');
        appendTwo(out, secondOfDay % 60);
    }

    private static void appendTwo(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
