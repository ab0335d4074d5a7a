package io.promsh.tsdb;

import io.promsh.failure.Failure;
import io.promsh.model.SparseHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Brings chunks of one series that may overlap into one order. */
final class RunMerge {
    /** Chunks that are this much shorter than usual on average are cut anew rather than taken over. */
    private static final int SHORT = BlockWriter.SAMPLES_A_CHUNK / 3;

    private RunMerge() {}

    /** Returns whether the chunks ascend and none overlaps another. */
    static boolean isApart(List<Chunk> chunks) {
        for (int i = 1; i < chunks.size(); i++) {
            if (chunks.get(i).minTime() <= chunks.get(i - 1).maxTime()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes the chunks as the samples of the writer's series: as they are where they lie apart and are of a good length, cut anew
     * otherwise; of two samples at the same time the one of the later chunk in {@code chunks}. Throws a failure when chunks overlap
     * that cannot be decoded.
     */
    static void write(List<Chunk> chunks, BlockWriter writer, Samples.Dropped dropped) {
        List<Chunk> sorted = new ArrayList<>(chunks);
        sorted.sort(Comparator.comparingLong(Chunk::minTime));
        boolean decodable = sorted.stream().allMatch(chunk -> chunk.encoding() == ChunkEncoding.XOR);
        // Where all is decoded, what is there twice is found sample by sample.
        if (!sorted.stream().allMatch(chunk -> chunk.encoding().isDecoded())) {
            dropTwins(sorted, dropped);
        }
        boolean apart = isApart(sorted);
        if (apart && (!decodable || !isShort(sorted))) {
            sorted.forEach(writer::chunk);
            return;
        }
        if (!decodable) {
            weave(chunks, writer, dropped);
            return;
        }
        Samples samples = apart ? decode(sorted) : decode(chunks).inOrder(dropped);
        for (int i = 0; i < samples.size(); i++) {
            writer.sample(samples.time(i), samples.bits(i));
        }
    }

    /** Writes floats and native histograms that overlap, in the order of their times; a float wins. */
    private static void weave(List<Chunk> chunks, BlockWriter writer, Samples.Dropped dropped) {
        List<Chunk> floats = new ArrayList<>();
        List<Chunk> histograms = new ArrayList<>();
        for (Chunk chunk : chunks) {
            if (chunk.encoding() == ChunkEncoding.XOR) {
                floats.add(chunk);
            } else if (HistogramChunk.isDecodable(chunk.encoding())) {
                // The later one of two comes first: it wins, as with floats.
                histograms.add(0, chunk);
            } else {
                throw Failure.failed(
                        "samples overlap that are not decoded here: "
                                + chunk.encoding().holds(),
                        "bring in one source at a time");
            }
        }
        List<Chunk> apart = HistogramMerge.apart(histograms, dropped);
        if (floats.isEmpty()) {
            apart.forEach(writer::chunk);
            return;
        }
        Samples samples = decode(floats).inOrder(dropped);
        int next = 0;
        for (SparseHistogram histogram : HistogramMerge.withoutHints(HistogramMerge.samples(apart))) {
            long time = histogram.timestampMillis();
            while (next < samples.size() && samples.time(next) < time) {
                writer.sample(samples.time(next), samples.bits(next++));
            }
            if (next < samples.size() && samples.time(next) == time) {
                dropped.sample(true);
            } else {
                HistogramEncoder.encode(List.of(histogram)).forEach(writer::chunk);
            }
        }
        while (next < samples.size()) {
            writer.sample(samples.time(next), samples.bits(next++));
        }
    }

    /** Takes out chunks that are in the list twice, byte for byte. */
    private static void dropTwins(List<Chunk> sorted, Samples.Dropped dropped) {
        for (int i = sorted.size() - 1; i > 0; i--) {
            Chunk one = sorted.get(i);
            Chunk other = sorted.get(i - 1);
            if (one.encoding() == other.encoding() && Arrays.equals(one.data(), other.data())) {
                sorted.remove(i);
                for (int sample = 0; sample < one.count(); sample++) {
                    dropped.sample(false);
                }
            }
        }
    }

    private static boolean isShort(List<Chunk> chunks) {
        long samples = chunks.stream().mapToLong(Chunk::count).sum();
        return chunks.size() > 1 && samples < (long) SHORT * chunks.size();
    }

    static Samples decode(List<Chunk> chunks) {
        Samples samples = new Samples(chunks.stream().mapToInt(Chunk::count).sum());
        for (Chunk chunk : chunks) {
            XorDecoder decoder = chunk.decoder();
            while (decoder.next()) {
                samples.add(decoder.time(), decoder.bits());
            }
        }
        return samples;
    }
}
