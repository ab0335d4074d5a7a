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
 * @param endKnown whether the answer itself shows where it ends: false where it may have lost its tail on the way unseen
 */
public record RawAnswer(
        List<String> warnings,
        List<String> infos,
        boolean partial,
        boolean whole,
        long bytes,
        SampleKind kind,
        boolean endKnown) {
    public RawAnswer {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }

    /** Of samples that are as they were stored, in an answer with an end. */
    public RawAnswer(List<String> warnings, List<String> infos, boolean partial, boolean whole, long bytes) {
        this(warnings, infos, partial, whole, bytes, SampleKind.RAW, true);
    }
}
