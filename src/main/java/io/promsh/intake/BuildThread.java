package io.promsh.intake;

import io.promsh.failure.Failure;
import io.promsh.intake.read.SampleSink;
import io.promsh.model.Labels;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.Chunk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands samples to a block builder on another thread, so that one core reads text while the other encodes. Batches go back and
 * forth; what goes wrong there is thrown here. Samples outside the window, if there is one, are counted and left out.
 */
final class BuildThread implements SampleSink, AutoCloseable {
    private static final int SAMPLES = 16_384;
    private static final int BATCHES = 4;

    private final BlockBuilder builder;
    private final ImportWindow window;
    private final Map<Labels, Integer> numbers = new HashMap<>();
    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;
    private volatile @Nullable Throwable broken;
    private Batch batch = new Batch();
    private long outside;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    /** What goes over at once. */
    private static final class Batch {
        final int[] series = new int[SAMPLES];
        final long[] times = new long[SAMPLES];
        final double[] values = new double[SAMPLES];
        final List<Labels> fresh = new ArrayList<>();
        int size;
        int chunkSeries;

        @Nullable
        Chunk chunk;

        boolean isLast;

        void clear() {
            size = 0;
            fresh.clear();
            chunk = null;
            isLast = false;
        }
    }

    BuildThread(BlockBuilder builder, ImportWindow window) {
        this.builder = builder;
        this.window = window;
        for (int i = 0; i < BATCHES - 1; i++) {
            empty.add(new Batch());
        }
        thread = new Thread(this::build, "promsh-build");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public int series(Labels labels) {
        Integer known = numbers.get(labels);
        if (known != null) {
            return known;
        }
        // The builder counts in the same way: the number is known before it has heard of the series.
        int number = numbers.size();
        numbers.put(labels, number);
        batch.fresh.add(labels);
        return number;
    }

    @Override
    public void sample(int series, long timestampMillis, double value) {
        if (!window.holds(timestampMillis)) {
            outside++;
            return;
        }
        earliest = Math.min(earliest, timestampMillis);
        latest = Math.max(latest, timestampMillis);
        Batch now = batch;
        int at = now.size++;
        now.series[at] = series;
        now.times[at] = timestampMillis;
        now.values[at] = value;
        if (now.size == SAMPLES) {
            send();
        }
    }

    /** Takes a chunk over as it is; it lies within the window as a whole. */
    void chunk(int series, Chunk chunk) {
        batch.chunkSeries = series;
        batch.chunk = chunk;
        earliest = Math.min(earliest, chunk.minTime());
        latest = Math.max(latest, chunk.maxTime());
        send();
    }

    /** Counts samples that were found to lie outside the window before they came here. */
    void leftOut(long samples) {
        outside += samples;
    }

    ImportWindow window() {
        return window;
    }

    /** Returns how many samples lay outside the window. */
    long outside() {
        return outside;
    }

    /** Returns how many series there are. */
    int seriesCount() {
        return numbers.size();
    }

    /** Returns the time of the first sample, or {@link Long#MAX_VALUE} before there is any. */
    long earliest() {
        return earliest;
    }

    /** Returns the time of the last sample, or {@link Long#MIN_VALUE} before there is any. */
    long latest() {
        return latest;
    }

    private void send() {
        try {
            while (!full.offer(batch, 1, TimeUnit.SECONDS)) {
                rethrow();
            }
            Batch next = empty.poll(1, TimeUnit.SECONDS);
            while (next == null) {
                rethrow();
                next = empty.poll(1, TimeUnit.SECONDS);
            }
            rethrow();
            batch = next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    private void rethrow() {
        Throwable thrown = broken;
        if (thrown instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Waits until the builder has everything. */
    void finish() {
        batch.isLast = true;
        send();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
        rethrow();
    }

    private void build() {
        try {
            boolean isLast = false;
            while (!isLast) {
                Batch next = full.take();
                next.fresh.forEach(builder::series);
                for (int i = 0; i < next.size; i++) {
                    builder.append(next.series[i], next.times[i], next.values[i]);
                }
                if (next.chunk != null) {
                    builder.chunk(next.chunkSeries, next.chunk);
                }
                isLast = next.isLast;
                next.clear();
                empty.add(next);
            }
        } catch (InterruptedException e) {
            broken = Failure.interrupted();
        } catch (RuntimeException | Error e) {
            broken = e;
        }
    }

    /** Ends the thread, wherever it stands. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
