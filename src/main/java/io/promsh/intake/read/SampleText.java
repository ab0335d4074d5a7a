package io.promsh.intake.read;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** Numbers and times that stand in the cells of a table or the strings of an answer. Not for several threads. */
final class SampleText {
    private final NumberReader numbers = new NumberReader();
    private final TimestampReader timestamps = new TimestampReader(numbers);
    private byte[] scratch = new byte[64];
    private String day = "";
    private long dayMillis;

    /** Reads a value; false when it is none. */
    boolean number(CharSequence text) {
        int length = bytes(text);
        return length >= 0 && numbers.read(scratch, 0, length);
    }

    /** Returns the number read last. */
    double value() {
        return numbers.value();
    }

    /** Returns the milliseconds of a time in seconds, or empty. */
    OptionalLong seconds(CharSequence text) {
        int length = bytes(text);
        return length >= 0 && timestamps.seconds(scratch, 0, length)
                ? OptionalLong.of(timestamps.millis())
                : OptionalLong.empty();
    }

    /** Returns the milliseconds of an RFC 3339 time, of epoch seconds or of epoch milliseconds, or empty. */
    OptionalLong time(String text) {
        if (text.length() >= 20 && text.charAt(4) == '-' && text.charAt(10) == 'T') {
            return calendar(text);
        }
        OptionalLong seconds = seconds(text);
        if (seconds.isPresent() && Math.abs(seconds.getAsLong() / 1000) >= TimestampReader.MILLISECONDS_FROM) {
            int length = bytes(text);
            return timestamps.milliseconds(scratch, 0, length)
                    ? OptionalLong.of(timestamps.millis())
                    : OptionalLong.empty();
        }
        return seconds;
    }

    private OptionalLong calendar(String text) {
        int length = text.length();
        boolean isPlain = text.charAt(length - 1) == 'Z'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (length == 20 || (length == 24 && text.charAt(19) == '.'));
        int hour = isPlain ? digits(text, 11, 13) : -1;
        int minute = isPlain ? digits(text, 14, 16) : -1;
        int second = isPlain ? digits(text, 17, 19) : -1;
        int millis = length == 24 ? digits(text, 20, 23) : 0;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || millis < 0) {
            return slow(text);
        }
        if (!text.regionMatches(0, day, 0, 10) || day.isEmpty()) {
            try {
                dayMillis = LocalDate.parse(text.substring(0, 10)).toEpochDay() * 86_400_000;
                day = text.substring(0, 10);
            } catch (DateTimeException e) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(dayMillis + 1000L * (3600 * hour + 60 * minute + second) + millis);
    }

    private static OptionalLong slow(String text) {
        try {
            return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + (c - '0');
        }
        return number;
    }

    /** Copies ASCII text to the scratch; -1 when it holds anything else. */
    private int bytes(CharSequence text) {
        int length = text.length();
        if (length > scratch.length) {
            scratch = new byte[2 * length];
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 126) {
                return -1;
            }
            scratch[i] = (byte) c;
        }
        return length;
    }
}
