package io.promsh.tsdb;

import io.promsh.failure.Failure;
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
        if (!decodable) {
            dropTwins(sorted, dropped);
        }
        boolean apart = isApart(sorted);
        if (apart && (!decodable || !isShort(sorted))) {
            sorted.forEach(writer::chunk);
            return;
        }
        if (!decodable) {
            throw Failure.failed(
                    "samples overlap that are not decoded here: "
                            + sorted.get(0).encoding().holds(),
                    "bring in one source at a time");
        }
        Samples samples = apart ? decode(sorted) : decode(chunks).inOrder(dropped);
        for (int i = 0; i < samples.size(); i++) {
            writer.sample(samples.time(i), samples.bits(i));
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
