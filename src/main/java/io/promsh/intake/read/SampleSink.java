package io.promsh.intake.read;

import io.promsh.model.Labels;

/** Where a reader puts what it reads. Samples may come in any order of series and of time. */
public interface SampleSink {
    /** Returns the number of a series, 0, 1, 2 ...; the same labels have the same number. */
    int series(Labels labels);

    /** Takes a sample of a series; {@code value} keeps every bit, also those of a NaN. */
    void sample(int series, long timestampMillis, double value);
}
