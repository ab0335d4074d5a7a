package io.promsh.tsdb;

import io.promsh.failure.Failure;

/**
 * A run of samples of one series, encoded. The bytes are shared, not copied: whoever makes a chunk gives them away.
 *
 * @param encoding how {@code data} is encoded
 * @param minTime time of the first sample, in epoch milliseconds
 * @param maxTime time of the last sample, in epoch milliseconds
 * @param data the chunk without its length, encoding byte and checksum
 */
@SuppressWarnings("ArrayRecordComponent") // millions of chunks are passed on untouched
public record Chunk(ChunkEncoding encoding, long minTime, long maxTime, byte[] data) {
    public Chunk {
        if (data.length < 2) {
            throw Failure.failed("a chunk of " + data.length + " bytes is no chunk", "");
        }
    }

    /** Returns the number of samples as the chunk itself says, 0..65535. */
    public int count() {
        return count(encoding, data[0], data[1]);
    }

    static int count(ChunkEncoding encoding, byte high, byte low) {
        int count = (high & 0xFF) << 8 | (low & 0xFF);
        boolean topBitsAreTaken =
                encoding == ChunkEncoding.HISTOGRAM_ST || encoding == ChunkEncoding.FLOAT_HISTOGRAM_ST;
        return topBitsAreTaken ? count & 0x3FFF : count;
    }

    /** Returns a reader of the samples. Throws a failure for an encoding that is not {@link ChunkEncoding#XOR}. */
    public XorDecoder decoder() {
        if (encoding != ChunkEncoding.XOR) {
            throw Failure.failed(encoding.holds() + " are not decoded", "they are carried over whole, as chunks");
        }
        return new XorDecoder(data);
    }
}
