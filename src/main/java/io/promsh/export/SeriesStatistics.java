package io.promsh.export;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.TimeRange;
import io.promsh.model.Values;
import java.util.HashMap;
import java.util.Map;

/** Counts what passes: samples, first and last, spacing, extremes, and a fingerprint that no order of series changes. */
final class SeriesStatistics implements SeriesSink {
    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private final Map<Long, long[]> spacings = new HashMap<>();
    private long lastSpacing = -1;
    private long[] lastCount = new long[1];
    private long series;
    private long floats;
    private long histograms;
    private long stale;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private long summed;
    private long fingerprint;
    private long hash;
    private long before;
    /** Samples of the series that is passing. */
    private long own;

    @Override
    public void begin(Labels labels) {
        own = 0;
        before = Long.MIN_VALUE;
        hash = PRIME;
        labels.forEach((name, value) -> {
            text(name);
            text(value);
        });
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        hash = mixed(hash ^ 0xff);
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 29)) * PRIME;
        return mixed ^ (mixed >>> 32);
    }

    @Override
    public void samples(Series slice) {
        long[] times = slice.timestampsMillis();
        double[] values = slice.values();
        for (int i = 0; i < times.length; i++) {
            double value = values[i];
            long bits = Double.doubleToRawLongBits(value);
            if (Double.isNaN(value)) {
                if (bits == Values.STALE_BITS) {
                    stale++;
                    continue;
                }
                // What a NaN carries is lost in text, so that it must not count here.
                bits = 0x7ff8000000000001L;
            } else {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                summed++;
            }
            floats++;
            own++;
            hash = mixed(hash ^ times[i]) ^ mixed(bits + PRIME);
            time(times[i]);
        }
        for (HistogramSample sample : slice.histograms()) {
            histograms++;
            own++;
            hash = mixed(hash ^ sample.timestampMillis());
            hash = mixed(hash ^ Double.doubleToLongBits(sample.histogram().count()));
            hash = mixed(hash ^ Double.doubleToLongBits(sample.histogram().sum()));
            time(sample.timestampMillis());
        }
    }

    private void time(long time) {
        first = Math.min(first, time);
        last = Math.max(last, time);
        if (before != Long.MIN_VALUE && time > before) {
            spacing(time - before);
        }
        before = time;
    }

    /** To the second from two seconds on: scrapes are a few milliseconds early or late. */
    private void spacing(long millis) {
        long rounded = millis >= 2000 ? (millis + 500) / 1000 * 1000 : millis;
        if (rounded != lastSpacing) {
            lastSpacing = rounded;
            lastCount = spacings.computeIfAbsent(rounded, key -> new long[1]);
        }
        lastCount[0]++;
    }

    @Override
    public void end() {
        if (own > 0) {
            series++;
            fingerprint += mixed(hash);
        }
    }

    /** Returns the figures of a window. */
    Figures figures(TimeRange window) {
        long interval = 0;
        long most = 0;
        for (Map.Entry<Long, long[]> entry : spacings.entrySet()) {
            long count = entry.getValue()[0];
            if (count > most || (count == most && entry.getKey() < interval)) {
                most = count;
                interval = entry.getKey();
            }
        }
        long samples = floats + histograms;
        long perSeries = interval == 0 ? 0 : (window.length().toMillis() + interval - 1) / interval;
        long expected = perSeries * series;
        double coverage = expected == 0 ? Double.NaN : Math.min(100, 100.0 * samples / expected);
        return new Figures(
                series,
                samples,
                histograms,
                stale,
                first,
                last,
                summed == 0 ? Double.NaN : min,
                summed == 0 ? Double.NaN : max,
                summed == 0 ? Double.NaN : sum / summed,
                interval,
                expected,
                Double.isNaN(coverage) ? Double.NaN : Math.round(coverage * 100) / 100.0,
                String.format(java.util.Locale.ROOT, "%016x", fingerprint));
    }

    /** Adds the counts of other series; spacings and so coverage stay those of this one's own. */
    void add(SeriesStatistics other) {
        series += other.series;
        floats += other.floats;
        histograms += other.histograms;
        stale += other.stale;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sum += other.sum;
        summed += other.summed;
        fingerprint += other.fingerprint;
    }
}
