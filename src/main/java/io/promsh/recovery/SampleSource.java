package io.promsh.recovery;

import io.promsh.fetch.SliceSink;
import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where samples can be had from: another target, a twin, a backup. */
interface SampleSource {
    /** Returns its name as the user gave it. */
    String name();

    /** Returns what it is, in a word or two. */
    String kind();

    /**
     * Counts stored samples by stretches of {@code step} from the window's start on, whose length is a multiple of it. Series that
     * differ in nothing but the labels {@code replicaLabels} count once.
     */
    long[] counts(List<String> selectors, TimeRange window, Duration step, Collection<String> replicaLabels);

    /** Returns the labels of the series that have samples in the window, or near it. */
    Set<Labels> series(List<String> selectors, TimeRange window);

    /** Brings the samples of a window near: afterwards {@link #read} needs no network. What the folder holds is not fetched again. */
    Fetched fetch(List<String> selectors, TimeRange window, Path folder);

    /** Hands over what was fetched. */
    void read(List<String> selectors, TimeRange window, Path folder, SliceSink sink);

    /** What a fetch brought. */
    record Fetched(long samples, long bytes, String method, boolean partial, List<String> warnings) {
        public Fetched {
            warnings = List.copyOf(warnings);
        }
    }
}
