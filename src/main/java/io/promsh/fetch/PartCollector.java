package io.promsh.fetch;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Series.EncodedHistograms;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.TimeRange;
import io.promsh.target.RawSink;
import io.promsh.tsdb.ChunkEncoding;
import io.promsh.tsdb.HistogramChunk;
import io.promsh.tsdb.XorDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the samples of one part: cut to its window, sorted, none twice. All series share two columns while they come. */
final class PartCollector implements RawSink {
    private static final int XOR = 1;

    private final long start;
    private final long end;
    private final long mostSamples;
    private final boolean keepsEncoded;
    private final Map<Labels, Slot> slots = new TreeMap<>();
    private final Columns room;
    private long[] times;
    private double[] values;
    private int size;
    private long histograms;
    private boolean unreadable;
    private Slot current = new Slot();

    /** Where the samples of a series stand: stretches [from, to) of the columns, and its histograms. */
    private static final class Slot {
        private final List<int[]> stretches = new ArrayList<>(1);
        private final List<HistogramSample> histograms = new ArrayList<>(0);
        private final List<EncodedHistograms> encoded = new ArrayList<>(0);
    }

    /** The columns, for one collector after the other: every part needs about as much room as the one before. */
    static final class Columns {
        private long[] times = new long[4096];
        private double[] values = new double[4096];
    }

    /**
     * A collector that is full after so many samples; native histograms in chunks are unreadable or kept as they are. Whoever used
     * the columns before has no more use for them.
     */
    PartCollector(TimeRange window, long mostSamples, boolean keepsEncoded, Columns room) {
        this.room = room;
        this.times = room.times;
        this.values = room.values;
        this.start = window.start().toEpochMilli();
        this.end = window.end().toEpochMilli();
        this.mostSamples = mostSamples;
        this.keepsEncoded = keepsEncoded;
    }

    @Override
    public void series(Labels labels) {
        current = slots.computeIfAbsent(labels, fresh -> new Slot());
        current.stretches.add(new int[] {size, size});
    }

    private int[] stretch() {
        return current.stretches.get(current.stretches.size() - 1);
    }

    @Override
    public void samples(long[] newTimes, double[] newValues, int count) {
        int from = 0;
        int to = count;
        while (from < to && newTimes[from] < start) {
            from++;
        }
        while (from < to && newTimes[to - 1] >= end) {
            to--;
        }
        room(to - from);
        for (int i = from; i < to; i++) {
            if (newTimes[i] >= start && newTimes[i] < end) {
                times[size] = newTimes[i];
                values[size++] = newValues[i];
            }
        }
        stretch()[1] = size;
    }

    @Override
    public void histogram(HistogramSample sample) {
        if (sample.timestampMillis() >= start && sample.timestampMillis() < end) {
            current.histograms.add(sample);
            histograms++;
        }
    }

    @Override
    public void chunk(int encoding, byte[] chunk) {
        if (encoding != XOR) {
            Optional<ChunkEncoding> known =
                    ChunkEncoding.of(encoding).filter(one -> keepsEncoded && HistogramChunk.isDecodable(one));
            known.ifPresentOrElse(histogram -> encoded(histogram, chunk), () -> unreadable = true);
            return;
        }
        XorDecoder samples = new XorDecoder(chunk);
        room(samples.count());
        while (samples.next()) {
            long time = samples.time();
            if (time >= start && time < end) {
                times[size] = time;
                values[size++] = samples.value();
            }
        }
        stretch()[1] = size;
    }

    private void encoded(ChunkEncoding encoding, byte[] bytes) {
        HistogramChunk.decode(encoding, bytes)
                .only(time -> time >= start && time < end)
                .ifPresent(within -> {
                    current.encoded.add(EncodedRuns.of(within));
                    histograms += within.count();
                });
    }

    @Override
    public boolean isFull() {
        return unreadable || samples() > mostSamples;
    }

    /** Returns whether samples came in a form that is not understood here: another way of reading is needed. */
    boolean isUnreadable() {
        return unreadable;
    }

    private void room(int more) {
        if (size + more > times.length) {
            int length = Math.max(size + more, times.length + (times.length >> 1));
            times = Arrays.copyOf(times, length);
            values = Arrays.copyOf(values, length);
            room.times = times;
            room.values = values;
        }
    }

    /** Returns how many samples came, doubled ones included. */
    long samples() {
        return size + histograms;
    }

    /** Returns the series that have samples, sorted by labels; each is made when it is its turn, and only then takes room. */
    Iterable<Series> content() {
        return () -> slots.entrySet().stream()
                .map(entry -> series(entry.getKey(), entry.getValue()))
                .filter(series -> series.size() > 0)
                .iterator();
    }

    private Series series(Labels labels, Slot slot) {
        int count = slot.stretches.stream().mapToInt(one -> one[1] - one[0]).sum();
        long[] ownTimes = new long[count];
        double[] ownValues = new double[count];
        int at = 0;
        for (int[] one : slot.stretches) {
            System.arraycopy(times, one[0], ownTimes, at, one[1] - one[0]);
            System.arraycopy(values, one[0], ownValues, at, one[1] - one[0]);
            at += one[1] - one[0];
        }
        List<HistogramSample> ownHistograms = sorted(slot.histograms);
        slot.encoded.sort(Comparator.comparingLong(EncodedHistograms::firstMillis));
        for (int i = 1; i < count; i++) {
            if (ownTimes[i] <= ownTimes[i - 1]) {
                return sorted(labels, ownTimes, ownValues, ownHistograms, slot.encoded);
            }
        }
        return new Series(labels, ownTimes, ownValues, ownHistograms, slot.encoded);
    }

    /** Chunks may overlap; of two samples of one time the one that came first stays, as at the server. */
    private static Series sorted(
            Labels labels,
            long[] times,
            double[] values,
            List<HistogramSample> histograms,
            List<EncodedHistograms> encoded) {
        Integer[] order = new Integer[times.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong(i -> times[i]));
        long[] sortedTimes = new long[times.length];
        double[] sortedValues = new double[times.length];
        int count = 0;
        for (int i : order) {
            if (count == 0 || times[i] != sortedTimes[count - 1]) {
                sortedTimes[count] = times[i];
                sortedValues[count++] = values[i];
            }
        }
        return new Series(
                labels, Arrays.copyOf(sortedTimes, count), Arrays.copyOf(sortedValues, count), histograms, encoded);
    }

    private static List<HistogramSample> sorted(List<HistogramSample> histograms) {
        if (histograms.size() < 2) {
            return histograms;
        }
        Map<Long, HistogramSample> byTime = new TreeMap<>();
        histograms.forEach(one -> byTime.putIfAbsent(one.timestampMillis(), one));
        return List.copyOf(byTime.values());
    }
}
