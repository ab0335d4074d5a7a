package io.promsh.recovery;

import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Series of a source that become one, as they differ in a label that is taken off: each fills what the others lack. Their samples come
 * a series after the other, in stretches of time.
 */
final class Replicas {
    private final PresentSamples taken;
    private final boolean remembers;
    private final Map<Labels, List<Labels>> members = new HashMap<>();

    /** Remembers times only where it is known that there are replicas. */
    Replicas(TimeRange window, boolean remembers) {
        taken = new PresentSamples(window);
        this.remembers = remembers;
    }

    /** Says that a series of the source belongs to one; samples of it may follow. */
    void join(Labels owner, Labels member) {
        List<Labels> all = members.computeIfAbsent(owner, key -> new ArrayList<>(1));
        if (!all.contains(member)) {
            all.add(member);
        }
    }

    /** Returns whether another member gave a sample within so many milliseconds of a time. */
    boolean hasOther(Labels owner, Labels member, long time, long within) {
        for (Labels other : members.getOrDefault(owner, List.of())) {
            if (!other.equals(member) && (!remembers || taken.has(other, time, within))) {
                return true;
            }
        }
        return false;
    }

    /** Keeps the times of samples that a member gave, which ascend. */
    void took(Labels member, long[] times, int count) {
        if (remembers) {
            taken.addTimes(member, Arrays.copyOf(times, count));
        }
    }
}
