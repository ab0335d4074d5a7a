package io.promsh.fetch;

import io.promsh.model.TimeRange;
import io.promsh.target.RawMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a long read will be like.
 *
 * @param method how stored samples will be asked for
 * @param samples about how many there are, from a few short looks into the window
 * @param duration about how long it takes, where the target's speed is known
 */
public record FetchPlan(
        List<Selection> selections, TimeRange window, RawMethod method, long samples, Optional<Duration> duration) {
    public FetchPlan {
        selections = List.copyOf(selections);
    }
}
