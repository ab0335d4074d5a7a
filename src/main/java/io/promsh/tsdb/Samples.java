package io.promsh.tsdb;

import java.util.Arrays;
import java.util.List;

/** Float samples in ascending time, values as bit patterns. */
public final class Samples {
    static final Samples NONE = new Samples(0);

    private long[] times;
    private long[] bits;
    private int size;

    Samples(int capacity) {
        times = new long[capacity];
        bits = new long[capacity];
    }

    void add(long time, long valueBits) {
        if (size == times.length) {
            int capacity = Math.max(16, size * 2);
            times = Arrays.copyOf(times, capacity);
            bits = Arrays.copyOf(bits, capacity);
        }
        times[size] = time;
        bits[size++] = valueBits;
    }

    /** Returns the number of samples. */
    public int size() {
        return size;
    }

    /** Returns the time of sample {@code i} in epoch milliseconds. */
    public long time(int i) {
        return times[i];
    }

    /** Returns the value of sample {@code i} as the bits of a double. */
    public long bits(int i) {
        return bits[i];
    }

    /** Returns the value of sample {@code i}. */
    public double value(int i) {
        return Double.longBitsToDouble(bits[i]);
    }

    /** Returns the times: a copy. */
    public long[] times() {
        return Arrays.copyOf(times, size);
    }

    /** Returns the values: a copy. */
    public double[] values() {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = value(i);
        }
        return values;
    }

    void addAll(Samples more) {
        if (size == 0) {
            times = Arrays.copyOf(more.times, more.size);
            bits = Arrays.copyOf(more.bits, more.size);
            size = more.size;
            return;
        }
        for (int i = 0; i < more.size; i++) {
            add(more.times[i], more.bits[i]);
        }
    }

    /** Returns those in the closed range that lie in none of the deleted closed intervals. */
    Samples within(long from, long to, List<long[]> deleted) {
        Samples kept = new Samples(size);
        for (int i = 0; i < size; i++) {
            long time = times[i];
            boolean isDeleted = deleted.stream().anyMatch(interval -> time >= interval[0] && time <= interval[1]);
            if (time >= from && time <= to && !isDeleted) {
                kept.add(time, bits[i]);
            }
        }
        return kept;
    }

    boolean isAscending() {
        for (int i = 1; i < size; i++) {
            if (times[i] <= times[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the samples in ascending time, one at a time: of several at the same time the one added last.
     *
     * @param dropped told of each sample left out: whether its value differs from the one kept
     */
    Samples inOrder(Dropped dropped) {
        if (isAscending()) {
            return this;
        }
        Integer[] order = new Integer[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (left, right) -> Long.compare(times[left], times[right]));
        Samples sorted = new Samples(size);
        for (int i = 0; i < size; i++) {
            int from = order[i];
            if (i + 1 < size && times[order[i + 1]] == times[from]) {
                dropped.sample(bits[order[i + 1]] != bits[from]);
            } else {
                sorted.add(times[from], bits[from]);
            }
        }
        return sorted;
    }

    /** Hears of samples that gave way to another at the same time. */
    interface Dropped {
        Dropped IGNORED = differs -> {};

        void sample(boolean differs);
    }
}
