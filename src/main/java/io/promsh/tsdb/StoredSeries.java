package io.promsh.tsdb;

import io.promsh.model.Labels;
import java.util.List;

/** A series of a block, a head or a whole data directory. Nothing of it is read before it is asked for. */
public interface StoredSeries {
    /** Returns the labels. */
    Labels labels();

    /**
     * Reads the chunks, in ascending time of their first samples, checksums verified. Those of a block do not overlap; samples that
     * are deleted are still in them (see {@link #samples}).
     */
    List<Chunk> chunks();

    /**
     * Reads the float samples of the closed range [from, to] that are not deleted, in epoch milliseconds. Native
     * histograms are not among them.
     */
    Samples samples(long from, long to);

    /** Reads all float samples that are not deleted. */
    default Samples samples() {
        return samples(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Reads the native histograms of the closed range [from, to] that are not deleted, as chunks of ascending first samples: those
     * that lie in it whole as they are, others cut; they do not overlap. Encodings that are not decoded stay out.
     */
    List<Chunk> histograms(long from, long to);

    /** Returns how many native histograms there are that are not deleted and can be decoded. */
    default long histogramSamples() {
        return histograms(Long.MIN_VALUE, Long.MAX_VALUE).stream()
                .mapToLong(Chunk::count)
                .sum();
    }

    /** Returns how many samples there are in chunks of encodings that are not decoded here; 0 for most series. */
    long undecoded();

    /** Returns the number of samples that its chunks say to have, deleted ones included. Reads the chunks' counts. */
    default long count() {
        return chunks().stream().mapToLong(Chunk::count).sum();
    }
}
