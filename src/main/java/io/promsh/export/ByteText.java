package io.promsh.export;

import io.promsh.model.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text as bytes on their way to a file: numbers and times are written straight into a buffer, because there are millions of
 * them. Counts and digests what goes out.
 */
final class ByteText {
    private static final int SIZE = 1 << 16;
    /** Of long texts: to wake whoever digests and writes takes as long as filling a small buffer does. */
    private static final int LARGE_SIZE = 1 << 19;

    /** No number or time is longer. */
    private static final int LONGEST_NUMBER = 40;

    private static final long DAY_MILLIS = 86_400_000L;

    private final DigestedOutput out;
    private byte[] buffer = new byte[SIZE];
    private final StringBuilder scratch = new StringBuilder(32);
    private int at;
    private long written;
    private long lastBits = 1;
    private byte[] lastText = new byte[0];
    /** Samples follow each other by seconds: all but the last three digits of a time are mostly those of the one before. */
    private long lastThousands = -1;

    private final byte[] thousandsText = new byte[LONGEST_NUMBER];
    private int thousandsLength;
    private long lastDay = Long.MIN_VALUE;
    private final byte[] dayText = "0000-00-00T".getBytes(StandardCharsets.US_ASCII);

    ByteText(OutputStream out) {
        this.out = new DigestedOutput(out, LARGE_SIZE);
    }

    /** Returns the bytes so far. */
    long length() {
        return written + at;
    }

    /** Writes what is left and returns the SHA-256 of all, in hexadecimal. */
    String finish() throws IOException {
        written += at;
        String digest = out.finish(buffer, at);
        at = 0;
        return digest;
    }

    /** Ends the work behind it where {@link #finish} was never reached. */
    void abandon() {
        out.abandon();
    }

    private void flush() throws IOException {
        written += at;
        buffer = out.write(buffer, at);
        at = 0;
    }

    private void room(int bytes) throws IOException {
        if (buffer.length - at < bytes) {
            flush();
        }
    }

    ByteText put(char ascii) throws IOException {
        room(1);
        buffer[at++] = (byte) ascii;
        return this;
    }

    ByteText put(byte[] bytes) throws IOException {
        return put(bytes, bytes.length);
    }

    private ByteText put(byte[] bytes, int length) throws IOException {
        int from = 0;
        while (from < length) {
            room(1);
            int some = Math.min(buffer.length - at, length - from);
            System.arraycopy(bytes, from, buffer, at, some);
            at += some;
            from += some;
        }
        return this;
    }

    ByteText put(String text) throws IOException {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    ByteText number(long number) throws IOException {
        room(LONGEST_NUMBER);
        digits(number);
        return this;
    }

    private void digits(long number) {
        if (number < 0) {
            if (number == Long.MIN_VALUE) {
                // The one number that has no positive twin.
                throw new ArithmeticException("out of range");
            }
            buffer[at++] = '-';
        }
        at = Digits.write(buffer, at, Math.abs(number));
    }

    /**
     * Writes samples as {@code [seconds,"value"]} with commas between, from one of them up to the first that is not a number or to
     * the end; returns where it stopped.
     */
    int pairs(long[] times, double[] values, int from) throws IOException {
        int i = from;
        while (i < times.length && !Double.isNaN(values[i])) {
            if (i > from) {
                put(',');
            }
            pair(times[i], values[i]);
            i++;
        }
        return i;
    }

    /** Writes a sample as {@code [seconds,"value"]}. */
    ByteText pair(long millis, double value) throws IOException {
        room(2 * LONGEST_NUMBER);
        buffer[at++] = '[';
        time(millis);
        buffer[at++] = ',';
        buffer[at++] = '"';
        value(value);
        room(2);
        buffer[at++] = '"';
        buffer[at++] = ']';
        return this;
    }

    /** Writes the beginning of a line, and makes room for a number and a time: what most lines are, in one step. */
    ByteText line(byte[] head) throws IOException {
        if (head.length > SIZE / 2) {
            return put(head);
        }
        room(head.length + 2 * LONGEST_NUMBER);
        System.arraycopy(head, 0, buffer, at, head.length);
        at += head.length;
        return this;
    }

    /** Writes a value as Prometheus does; series often repeat theirs. */
    ByteText value(double value) throws IOException {
        room(LONGEST_NUMBER);
        int end = Digits.plain(buffer, at, value);
        if (end >= 0) {
            at = end;
            return this;
        }
        long bits = Double.doubleToRawLongBits(value);
        if (bits != lastBits) {
            scratch.setLength(0);
            Values.append(scratch, value);
            lastText = scratch.toString().getBytes(StandardCharsets.ISO_8859_1);
            lastBits = bits;
        }
        return put(lastText);
    }

    /** Writes a time in seconds, with its milliseconds as decimals where it has any. */
    ByteText seconds(long millis) throws IOException {
        room(LONGEST_NUMBER);
        time(millis);
        return this;
    }

    private void time(long millis) {
        if (millis < 0) {
            buffer[at++] = '-';
        }
        long magnitude = Math.abs(millis);
        long seconds = magnitude / 1000;
        int fraction = (int) (magnitude - seconds * 1000);
        long thousands = seconds / 1000;
        if (thousands == lastThousands) {
            System.arraycopy(thousandsText, 0, buffer, at, thousandsLength);
            at = Digits.three(buffer, at + thousandsLength, (int) (seconds - thousands * 1000));
        } else {
            int start = at;
            at = Digits.write(buffer, at, seconds);
            if (thousands > 0) { // Of shorter ones the last three digits are fewer.
                lastThousands = thousands;
                thousandsLength = at - 3 - start;
                System.arraycopy(buffer, start, thousandsText, 0, thousandsLength);
            }
        }
        if (fraction != 0) {
            buffer[at++] = '.';
            at = Digits.three(buffer, at, fraction);
        }
    }

    private void twoDigits(int number) {
        buffer[at++] = (byte) ('0' + number / 10);
        buffer[at++] = (byte) ('0' + number % 10);
    }

    /** Writes a time as RFC 3339 in UTC, to the millisecond. */
    ByteText rfc3339(long millis) throws IOException {
        room(LONGEST_NUMBER);
        long day = Math.floorDiv(millis, DAY_MILLIS);
        if (day != lastDay) {
            String date = java.time.LocalDate.ofEpochDay(day).toString();
            if (date.length() != 10) {
                return put(java.time.Instant.ofEpochMilli(millis).toString());
            }
            System.arraycopy(date.getBytes(StandardCharsets.US_ASCII), 0, dayText, 0, 10);
            lastDay = day;
        }
        int rest = (int) Math.floorMod(millis, DAY_MILLIS);
        System.arraycopy(dayText, 0, buffer, at, 11);
        at += 11;
        twoDigits(rest / 3_600_000);
        buffer[at++] = ':';
        twoDigits(rest / 60_000 % 60);
        buffer[at++] = ':';
        twoDigits(rest / 1000 % 60);
        buffer[at++] = '.';
        at = Digits.three(buffer, at, rest % 1000);
        buffer[at++] = 'Z';
        return this;
    }
}
