package io.promsh.tsdb;

import java.time.Duration;
import java.time.Instant;

/**
 * How much time a block covers: windows of 2 h, or 3, 9, 27 ... times as long for what is old, as the server's own compaction would
 * make them. All are aligned to multiples of their length since 1970, so that no block straddles one of the server's windows.
 */
public final class BlockSizes {
    private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

    /** What the server with its default retention of 15 d compacts to. */
    private static final Duration USUAL_LONGEST = Duration.ofHours(18);

    /** The server's head, and what it cuts next, lie after this: 2 h blocks only. */
    private static final long RECENT = Duration.ofHours(6).toMillis();

    private final long longest;
    private final long oldBefore;

    private BlockSizes(long longest, long oldBefore) {
        this.longest = longest;
        this.oldBefore = oldBefore;
    }

    /** Blocks of 2 h throughout. */
    public static BlockSizes twoHours() {
        return new BlockSizes(TWO_HOURS, Long.MIN_VALUE);
    }

    /** Blocks of up to 18 h for what is older than a few hours. */
    public static BlockSizes usual(Instant now) {
        return upTo(USUAL_LONGEST, now);
    }

    /** Blocks of up to {@code longest}, a tenth of the server's retention, for what is older than a few hours. */
    public static BlockSizes upTo(Duration longest, Instant now) {
        return new BlockSizes(Math.max(TWO_HOURS, longest.toMillis()), now.toEpochMilli() - RECENT);
    }

    /** Returns the window that a time falls into, [start, end), in epoch milliseconds. */
    Window windowOf(long time) {
        Window found = window(time, TWO_HOURS);
        for (long size = TWO_HOURS * 3; size <= longest; size *= 3) {
            Window larger = window(time, size);
            if (larger.end > oldBefore) {
                break;
            }
            found = larger;
        }
        return found;
    }

    private static Window window(long time, long size) {
        long start = Math.floorDiv(time, size) * size;
        return new Window(start, start + size);
    }

    /** A time that one block covers. */
    record Window(long start, long end) {
        boolean holds(long time) {
            return time >= start && time < end;
        }
    }
}
