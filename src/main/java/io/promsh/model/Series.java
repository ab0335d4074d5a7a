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
 * @param encoded native histogram samples as they are stored; those that a reader asked for in this form are not in
 *     {@code histograms}
 */
@SuppressWarnings("ArrayRecordComponent") // millions of samples: no boxing, no copy
public record Series(
        Labels labels,
        long[] timestampsMillis,
        double[] values,
        List<HistogramSample> histograms,
        List<EncodedHistograms> encoded) {
    public Series {
        if (timestampsMillis.length != values.length) {
            throw new IllegalArgumentException("as many times as values");
        }
        histograms = List.copyOf(histograms);
        encoded = List.copyOf(encoded);
    }

    /** A series without encoded samples. */
    public Series(Labels labels, long[] timestampsMillis, double[] values, List<HistogramSample> histograms) {
        this(labels, timestampsMillis, values, histograms, List.of());
    }

    /** A series of float samples. */
    public static Series of(Labels labels, long[] timestampsMillis, double[] values) {
        return new Series(labels, timestampsMillis, values, List.of());
    }

    /** A native histogram at a time. */
    public record HistogramSample(long timestampMillis, NativeHistogram histogram) {}

    /**
     * A run of native histograms in ascending time, encoded as blocks and remote read carry it. The bytes are shared.
     *
     * @param encoding the number of the encoding
     * @param firstMillis time of the first sample
     * @param samples how many there are, at least 1
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record EncodedHistograms(int encoding, long firstMillis, int samples, byte[] bytes) {}

    /** Returns the number of samples of all kinds. */
    public int size() {
        int size = timestampsMillis.length + histograms.size();
        for (EncodedHistograms run : encoded) {
            size += run.samples();
        }
        return size;
    }

    /** Returns the last float value, or null when there is none. */
    public @Nullable Double lastValue() {
        return values.length == 0 ? null : values[values.length - 1];
    }
}
