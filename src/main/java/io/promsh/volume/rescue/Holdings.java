package io.promsh.volume.rescue;

import java.time.Instant;
import java.util.Optional;

/** How much a folder of a Prometheus holds: {@code samples} between two times; -1 where they cannot be counted. */
record Holdings(long samples, long bytes, Optional<Instant> start, Optional<Instant> end) {
    static final Holdings UNKNOWN = new Holdings(-1, 0, Optional.empty(), Optional.empty());

    /** Returns both together. */
    Holdings plus(Holdings other) {
        boolean isUnknown = Math.min(samples, other.samples) < 0;
        long known = Math.max(0, samples) + Math.max(0, other.samples);
        return new Holdings(
                isUnknown && known == 0 ? -1 : known,
                bytes + other.bytes,
                edge(start, other.start, true),
                edge(end, other.end, false));
    }

    private static Optional<Instant> edge(Optional<Instant> a, Optional<Instant> b, boolean earlier) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        boolean first = a.get().isBefore(b.get()) == earlier;
        return first ? a : b;
    }
}
