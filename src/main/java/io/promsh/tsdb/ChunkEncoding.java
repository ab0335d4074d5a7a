package io.promsh.tsdb;

import java.util.Optional;

/** How the samples of a chunk are encoded; what is not decoded here is recognised and carried as it is. */
public enum ChunkEncoding {
    XOR(1, "floats"),
    HISTOGRAM(2, "native histograms"),
    FLOAT_HISTOGRAM(3, "native float histograms"),
    XOR2(4, "floats with start times"),
    HISTOGRAM_ST(5, "native histograms with start times"),
    FLOAT_HISTOGRAM_ST(6, "native float histograms with start times");

    private final int code;
    private final String holds;

    ChunkEncoding(int code, String holds) {
        this.code = code;
        this.holds = holds;
    }

    /** Returns the number that stands for it on disk and in remote read, 1..6. */
    public int code() {
        return code;
    }

    /** Returns what such a chunk holds, in words. */
    public String holds() {
        return holds;
    }

    /** Returns whether its samples can be read here; those of others are carried as they are. */
    public boolean isDecoded() {
        return this == XOR || HistogramChunk.isDecodable(this);
    }

    /** Returns whether its samples are native histograms. */
    public boolean isHistogram() {
        return this != XOR && this != XOR2;
    }

    /** Returns the encoding with that number, or empty for one that is not known. */
    public static Optional<ChunkEncoding> of(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
