package io.promsh.model;

import io.promsh.failure.Failure;
import java.time.Duration;
import java.time.Instant;

/** A window of time. Of stored samples it is half-open, [start, end); a range query evaluates at both ends. */
public record TimeRange(Instant start, Instant end) {
    public TimeRange {
        if (!start.isBefore(end)) {
            throw Failure.usage(
                    "the window ends (" + end + ") before it begins (" + start + ")", "give --start before --end");
        }
    }

    /** Returns the length, always positive. */
    public Duration length() {
        return Duration.between(start, end);
    }
}
