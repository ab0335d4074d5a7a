package io.promsh.target;

import io.promsh.model.SampleKind;
import java.util.List;

/**
 * What is said beside stored samples.
 *
 * @param partial whether the server says that something is missing
 * @param whole whether everything was read: false where the sink was full, or memory
 * @param bytes length of the answer as read
 * @param kind raw, or resampled where the samples came thinned or moved
 */
public record RawAnswer(
        List<String> warnings, List<String> infos, boolean partial, boolean whole, long bytes, SampleKind kind) {
    public RawAnswer {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }

    /** Of samples that are as they were stored. */
    public RawAnswer(List<String> warnings, List<String> infos, boolean partial, boolean whole, long bytes) {
        this(warnings, infos, partial, whole, bytes, SampleKind.RAW);
    }
}
