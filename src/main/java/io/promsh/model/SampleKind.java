package io.promsh.model;

import java.util.Locale;

/** What the samples of an answer are; every result says it. */
public enum SampleKind {
    /** Stored samples with their own timestamps. */
    RAW,
    /** Computed by the query engine, with its lookback. */
    EVALUATED,
    /** Stored or computed samples of which only a thinned form was to be had. */
    RESAMPLED;

    /** Returns the word used in output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
