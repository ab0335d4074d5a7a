package io.promsh.intake.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of a stream as places in one byte array that is filled again and again: no line becomes an object. */
final class LineBuffer {
    private static final int START = 1 << 20;

    private final InputStream in;
    private final int longest;
    private byte[] bytes = new byte[START];
    private int limit;
    private boolean ended;

    private int from;
    private int to;
    private int next;
    private long line;
    private boolean terminated;
    private boolean tooLong;

    /** Reads lines of at most {@code longest} bytes; a longer one is passed over. */
    LineBuffer(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The array that holds the line; another one after a call of {@link #advance}. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the line begins. */
    int from() {
        return from;
    }

    /** Where the line ends; its line feed, if any, stands there. */
    int to() {
        return to;
    }

    /** The number of the line, from 1. */
    long line() {
        return line;
    }

    /** Whether a line feed ends the line; the last one may have none. */
    boolean isTerminated() {
        return terminated;
    }

    /** Whether the line was longer than allowed and is therefore shown empty. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Whether bytes follow after the line. */
    boolean hasMore() throws IOException {
        return next < limit || fill();
    }

    /**
     * Goes to the next line; false at the end. When the line begins with {@code guess}, its end is looked for only behind that.
     */
    boolean advance(byte[] guess) throws IOException {
        from = next;
        if (from >= limit && !fill()) {
            return false;
        }
        line++;
        tooLong = false;
        int look = from;
        int end = from + guess.length;
        if (end <= limit && Arrays.mismatch(bytes, from, end, guess, 0, guess.length) < 0) {
            look = end;
        }
        while (true) {
            while (look < limit && bytes[look] != '\n') {
                look++;
            }
            if (look < limit) {
                return found(look, true);
            }
            if (limit - from > longest) {
                return passOver();
            }
            look -= from;
            boolean more = fill();
            look += from;
            if (!more) {
                return found(look, false);
            }
        }
    }

    private boolean found(int end, boolean byLineFeed) {
        to = end;
        next = byLineFeed ? end + 1 : end;
        terminated = byLineFeed;
        return true;
    }

    private boolean passOver() throws IOException {
        tooLong = true;
        while (true) {
            from = limit;
            next = limit;
            if (!fill()) {
                break;
            }
            while (next < limit && bytes[next] != '\n') {
                next++;
            }
            if (next < limit) {
                next++;
                break;
            }
        }
        from = next;
        to = next;
        terminated = true;
        return true;
    }

    /** Reads more behind what is there, moving the line to the front or growing the array; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, limit - from);
            limit -= from;
            next = Math.max(0, next - from);
            from = 0;
        } else if (limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int read = in.read(bytes, limit, bytes.length - limit);
        while (read == 0) {
            read = in.read(bytes, limit, bytes.length - limit);
        }
        ended = read < 0;
        limit += Math.max(0, read);
        return !ended;
    }
}
