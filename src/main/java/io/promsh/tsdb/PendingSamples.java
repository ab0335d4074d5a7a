package io.promsh.tsdb;

import java.util.Arrays;

/** Samples of one series that are not encoded yet, in the order in which they came. */
final class PendingSamples {
    /** A series that goes back in time waits for this many, so that sorting has something to sort. */
    private static final int MOST_UNSORTED = 8 * BlockWriter.SAMPLES_A_CHUNK;

    private static final int FIRST = 8;

    long[] times = new long[FIRST];
    long[] bits = new long[FIRST];
    int size;
    boolean sorted = true;
    /** The window of the first sample, valid while there is one. */
    BlockSizes.Window window = new BlockSizes.Window(0, 0);

    /** Returns whether what is there must go before a sample at {@code time} comes. */
    boolean isFull(long time) {
        if (sorted && time > times[size - 1]) {
            return size >= BlockWriter.SAMPLES_A_CHUNK || time >= window.end();
        }
        return size >= MOST_UNSORTED;
    }

    void add(long time, long valueBits) {
        if (size == times.length) {
            int capacity = size == 64 ? BlockWriter.SAMPLES_A_CHUNK : size * 2;
            times = Arrays.copyOf(times, capacity);
            bits = Arrays.copyOf(bits, capacity);
        }
        if (size > 0 && time <= times[size - 1]) {
            sorted = false;
        }
        times[size] = time;
        bits[size++] = valueBits;
    }

    void clear() {
        size = 0;
        sorted = true;
    }

    /** Returns the samples in ascending time, of several at the same time the last that came. */
    Samples inOrder(Samples.Dropped dropped) {
        Samples samples = new Samples(size);
        for (int i = 0; i < size; i++) {
            samples.add(times[i], bits[i]);
        }
        return samples.inOrder(dropped);
    }
}
