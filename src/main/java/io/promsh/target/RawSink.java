package io.promsh.target;

import io.promsh.model.Labels;
import io.promsh.model.Series.HistogramSample;

/**
 * Takes stored samples in while they come, without an object for each. Called by one thread. What lies outside of the window may
 * come too, chunks may overlap: the sink cuts and sorts.
 */
public interface RawSink {
    /** Begins a series, or goes on with one that came before. */
    void series(Labels labels);

    /** Takes the first {@code count} samples of two arrays, which are the caller's again afterwards. */
    void samples(long[] timesMillis, double[] values, int count);

    /** Takes a native histogram. */
    void histogram(HistogramSample sample);

    /**
     * Takes a chunk as it is stored.
     *
     * @param encoding its number: 1 is XOR; 0 stands for samples that cannot be handed over this way
     */
    void chunk(int encoding, byte[] chunk);

    /** Returns whether no more is wanted; asked after each call. */
    boolean isFull();
}
