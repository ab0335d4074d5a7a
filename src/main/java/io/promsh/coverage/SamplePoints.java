package io.promsh.coverage;

import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.Values;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The samples of a series at one target, in memory: float samples as bits, native histograms apart. */
final class SamplePoints {
    private long[] times = new long[64];
    private long[] bits = new long[64];
    private int size;
    private final Map<Long, NativeHistogram> histograms = new TreeMap<>();

    void add(Series slice) {
        int count = slice.values().length;
        if (size + count > times.length) {
            int length = Math.max(size + count, times.length * 2);
            times = Arrays.copyOf(times, length);
            bits = Arrays.copyOf(bits, length);
        }
        for (int i = 0; i < count; i++) {
            times[size] = slice.timestampsMillis()[i];
            bits[size++] = Double.doubleToRawLongBits(slice.values()[i]);
        }
        for (HistogramSample sample : slice.histograms()) {
            histograms.put(sample.timestampMillis(), sample.histogram());
        }
    }

    /** Takes out what a target that is read by range selectors cannot give: stale markers, payloads of NaN. */
    private SamplePoints plain() {
        SamplePoints plain = new SamplePoints();
        plain.times = new long[size];
        plain.bits = new long[size];
        plain.histograms.putAll(histograms);
        for (int i = 0; i < size; i++) {
            if (bits[i] != Values.STALE_BITS) {
                plain.times[plain.size] = times[i];
                boolean nan = Double.isNaN(Double.longBitsToDouble(bits[i]));
                plain.bits[plain.size++] = nan ? Double.doubleToRawLongBits(Double.NaN) : bits[i];
            }
        }
        return plain;
    }

    SeriesDifference against(SamplePoints other, Labels labels, boolean exact) {
        return exact ? difference(this, other, labels) : difference(plain(), other.plain(), labels);
    }

    private static SeriesDifference difference(SamplePoints left, SamplePoints right, Labels labels) {
        long onlyLeft = 0;
        long onlyRight = 0;
        long differing = 0;
        long first = Long.MAX_VALUE;
        int l = 0;
        int r = 0;
        while (l < left.size || r < right.size) {
            long leftTime = l < left.size ? left.times[l] : Long.MAX_VALUE;
            long rightTime = r < right.size ? right.times[r] : Long.MAX_VALUE;
            boolean same = leftTime == rightTime && left.bits[l] == right.bits[r];
            if (!same) {
                first = Math.min(first, Math.min(leftTime, rightTime));
                onlyLeft += leftTime < rightTime ? 1 : 0;
                onlyRight += rightTime < leftTime ? 1 : 0;
                differing += leftTime == rightTime ? 1 : 0;
            }
            l += leftTime <= rightTime ? 1 : 0;
            r += rightTime <= leftTime ? 1 : 0;
        }
        Map<Long, NativeHistogram> all = new TreeMap<>(left.histograms);
        all.putAll(right.histograms);
        for (long time : all.keySet()) {
            NativeHistogram ours = left.histograms.get(time);
            NativeHistogram theirs = right.histograms.get(time);
            if (!Objects.equals(ours, theirs)) {
                first = Math.min(first, time);
                onlyLeft += theirs == null ? 1 : 0;
                onlyRight += ours == null ? 1 : 0;
                differing += ours != null && theirs != null ? 1 : 0;
            }
        }
        return new SeriesDifference(
                labels,
                (long) left.size + left.histograms.size(),
                (long) right.size + right.histograms.size(),
                onlyLeft,
                onlyRight,
                differing,
                first == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first)));
    }
}
