package io.promsh.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series with its samples in ascending time. Times are epoch milliseconds because there may be millions of them; at most one
 * of the two sample kinds stands at a time. The arrays are shared, not copied: whoever makes a series gives them away.
 *
 * @param timestampsMillis times of the float samples
 * @param values the float samples, same length
 * @param histograms the native histogram samples, apart
 */
@SuppressWarnings("ArrayRecordComponent") // millions of samples: no boxing, no copy
public record Series(Labels labels, long[] timestampsMillis, double[] values, List<HistogramSample> histograms) {
    public Series {
        if (timestampsMillis.length != values.length) {
            throw new IllegalArgumentException("as many times as values");
        }
        histograms = List.copyOf(histograms);
    }

    /** A series of float samples. */
    public static Series of(Labels labels, long[] timestampsMillis, double[] values) {
        return new Series(labels, timestampsMillis, values, List.of());
    }

    /** A native histogram at a time. */
    public record HistogramSample(long timestampMillis, NativeHistogram histogram) {}

    /** Returns the number of samples of both kinds. */
    public int size() {
        return timestampsMillis.length + histograms.size();
    }

    /** Returns the last float value, or null when there is none. */
    public @Nullable Double lastValue() {
        return values.length == 0 ? null : values[values.length - 1];
    }
}
