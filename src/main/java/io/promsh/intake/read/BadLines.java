package io.promsh.intake.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what cannot be read: all of it is counted, the first so many are kept by name. */
public final class BadLines {
    private final int kept;
    private final List<BadLine> first = new ArrayList<>();
    private long count;

    /** Keeps at most so many by name. */
    public BadLines(int kept) {
        this.kept = kept;
    }

    /** Takes note of a line; the reason is only put together when it is kept. */
    public void add(String file, long line, Supplier<String> reason) {
        count++;
        if (first.size() < kept) {
            first.add(new BadLine(file, line, reason.get()));
        }
    }

    /** Returns how many there are. */
    public long count() {
        return count;
    }

    /** Returns the first ones. */
    public List<BadLine> first() {
        return List.copyOf(first);
    }
}
