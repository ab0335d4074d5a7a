package io.promsh.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.Series;
import io.promsh.model.SparseHistogram;
import io.promsh.target.RemoteWriter;
import io.promsh.target.WriteBatch;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.HistogramChunk;
import io.promsh.tsdb.Samples;
import io.promsh.tsdb.StoredSeries;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/**
 * Sends blocks by remote write, all series side by side from the oldest sample to the newest: a receiver whose head has moved on
 * takes nothing older. How far it got is kept, so that the same import goes on where a killed one stood.
 */
public final class RemoteSend {
    /** Also what the server itself sends at most by default. */
    private static final int SAMPLES_A_REQUEST = 5_000;

    /** Series may run ahead of each other by this much; a head bears an hour. */
    private static final long SLICE_MILLIS = 10 * 60_000;

    private final RemoteWriter writer;
    private final Path sentFile;
    private final ObjDoubleConsumer<Long> progress;
    private final List<Series> batch = new ArrayList<>();
    private Map<String, MetricMetadata> metadata = Map.of();
    private final List<WriteBatch.Histograms> histograms = new ArrayList<>();
    private final Map<Labels, Boolean> areFloats = new HashMap<>();
    private int batchSamples;
    private int batchBuckets;
    private long allSamples;
    private long done;
    private long skip;
    private long number;
    private Sent sent = new Sent(0, 0, 0, 0, 0, "");

    /**
     * What was sent.
     *
     * @param samples that left in this run
     * @param stored of them, as far as the receiver says so; otherwise all
     * @param requests made in this run
     * @param retries how many of them were sent again
     * @param earlier samples that an earlier run had sent
     * @param protocol the version of remote write, 1.0 or 2.0
     */
    public record Sent(long samples, long stored, long requests, long retries, long earlier, String protocol) {
        private Sent plus(long more, RemoteWriter.Written written) {
            return new Sent(
                    samples + more,
                    stored + written.samples(),
                    requests + 1,
                    retries + written.tries() - 1,
                    earlier,
                    written.protocol());
        }

        private Sent plusEarlier(long more) {
            return new Sent(samples, stored, requests, retries, earlier + more, protocol);
        }
    }

    /**
     * @param sentFile remembers how many requests were answered
     * @param progress hears of samples sent and the fraction done
     */
    public RemoteSend(RemoteWriter writer, Path sentFile, ObjDoubleConsumer<Long> progress) {
        this.writer = writer;
        this.sentFile = sentFile;
        this.progress = progress;
    }

    /** Sends the blocks in {@code folder}; what is known of the families goes first. Throws what the receiver's refusal becomes. */
    public Sent send(Path folder, Map<String, MetricMetadata> families) {
        metadata = families;
        skip = readSent();
        try {
            sendAll(folder);
        } finally {
            progress.accept(done, 1);
        }
        return sent;
    }

    private void sendAll(Path folder) {
        List<TsdbBlock> blocks = TsdbBlock.foldersIn(folder).stream()
                .map(TsdbBlock::open)
                .sorted(Comparator.comparingLong(block -> block.meta().minTime()))
                .toList();
        allSamples = blocks.stream().mapToLong(block -> block.meta().samples()).sum();
        for (TsdbBlock block : blocks) {
            List<StoredSeries> series = block.series(List.of());
            long end = block.meta().maxTime();
            for (long from = block.meta().minTime(); from < end; from += SLICE_MILLIS) {
                slice(series, from, Math.min(end, from + SLICE_MILLIS) - 1);
            }
        }
        flush();
    }

    private void slice(List<StoredSeries> all, long from, long to) {
        for (StoredSeries series : all) {
            histograms(series, from, to);
            Samples samples = series.samples(from, to);
            long[] times = samples.times();
            double[] values = samples.values();
            int start = 0;
            while (start < times.length) {
                int end = Math.min(times.length, start + SAMPLES_A_REQUEST - batchSamples);
                batch.add(Series.of(
                        series.labels(),
                        Arrays.copyOfRange(times, start, end),
                        Arrays.copyOfRange(values, start, end)));
                batchSamples += end - start;
                start = end;
                if (batchSamples == SAMPLES_A_REQUEST) {
                    flush();
                }
            }
        }
    }

    /** A histogram weighs as much as its buckets. */
    private void histograms(StoredSeries series, long from, long to) {
        for (Chunk chunk : series.histograms(from, to)) {
            HistogramChunk run = HistogramChunk.decode(chunk);
            List<SparseHistogram> some = new ArrayList<>();
            for (int i = 0; i < run.size(); i++) {
                SparseHistogram one = likeTheOneBefore(series.labels(), run.sample(i));
                some.add(one);
                batchSamples++;
                batchBuckets += one.buckets().length;
                if (batchSamples + batchBuckets >= SAMPLES_A_REQUEST) {
                    histograms.add(new WriteBatch.Histograms(series.labels(), some));
                    some.clear();
                    flush();
                }
            }
            if (!some.isEmpty()) {
                histograms.add(new WriteBatch.Histograms(series.labels(), some));
            }
        }
    }

    /**
     * A stale marker is of no kind, but servers store it as whole numbers where floats are: sent so, a receiver would store it before
     * the floats of the same request, and then take none of them.
     */
    private SparseHistogram likeTheOneBefore(Labels labels, SparseHistogram one) {
        if (!one.isStale()) {
            areFloats.put(labels, one.isFloat());
            return one;
        }
        return SparseHistogram.stale(areFloats.getOrDefault(labels, one.isFloat()), one.timestampMillis());
    }

    private void flush() {
        if (batchSamples == 0) {
            return;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw Failure.interrupted();
        }
        number++;
        if (number <= skip) {
            sent = sent.plusEarlier(batchSamples);
        } else {
            RemoteWriter.Written written = writer.write(new WriteBatch(batch, histograms, metadata));
            metadata = Map.of();
            sent = sent.plus(batchSamples, written);
            writeSent();
        }
        done += batchSamples;
        progress.accept(done, Math.min(0.999, (double) done / Math.max(1, allSamples)));
        batch.clear();
        histograms.clear();
        batchSamples = 0;
        batchBuckets = 0;
    }

    private long readSent() {
        try {
            String text = Files.exists(sentFile)
                    ? Files.readString(sentFile, US_ASCII).strip()
                    : "";
            return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private void writeSent() {
        try {
            Files.writeString(sentFile, Long.toString(number), US_ASCII);
        } catch (IOException e) {
            throw Failure.failed(
                            "cannot remember how far the sending is, in " + sentFile + ": " + e.getMessage(),
                            "check the space of the folder for temporary files")
                    .withCause(e);
        }
    }
}
