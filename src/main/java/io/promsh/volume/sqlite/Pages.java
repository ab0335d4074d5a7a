package io.promsh.volume.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * The pages of a database as SQLite sees them: those of its file, and in their place those that a log or a journal beside it has.
 * Only places are kept in memory.
 */
final class Pages {
    private final FileChannel file;
    private final int pageBytes;
    private final Map<Long, Placed> over = new HashMap<>();
    private long count;

    private record Placed(FileChannel file, long at) {}

    /** The pages of {@code file}, {@code count} of them. */
    Pages(FileChannel file, int pageBytes, long count) {
        this.file = file;
        this.pageBytes = pageBytes;
        this.count = count;
    }

    /** Lays a page that lies elsewhere over the file's own. */
    void lay(long page, FileChannel elsewhere, long at) {
        over.put(page, new Placed(elsewhere, at));
    }

    /** Sets how many pages there are. */
    void resize(long pages) {
        count = pages;
    }

    /** Returns whether anything lies over the file's own pages. */
    boolean isOverlaid() {
        return !over.isEmpty();
    }

    long count() {
        return count;
    }

    int pageBytes() {
        return pageBytes;
    }

    /** Reads a page, counted from 1. Throws for one that is not there. */
    ByteBuffer page(long number) throws IOException, Malformed {
        if (number < 1 || number > count) {
            throw new Malformed("page " + number + " of " + count + " is pointed to");
        }
        Placed placed = over.get(number);
        ByteBuffer page = ByteBuffer.allocate(pageBytes);
        FileChannel from = placed == null ? file : placed.file();
        long at = placed == null ? (number - 1) * pageBytes : placed.at();
        while (page.hasRemaining()) {
            int got = from.read(page, at + page.position());
            if (got < 0) {
                throw new Malformed("page " + number + " is missing");
            }
        }
        return page.flip();
    }
}
