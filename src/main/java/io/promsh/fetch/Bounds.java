package io.promsh.fetch;

/**
 * How much a joined answer may hold.
 *
 * @param samples at most this many in memory; past it the answer is cut and marked partial
 * @param samplesAPart about how many one request of stored samples should bring
 */
public record Bounds(long samples, long samplesAPart) {
    private static final long MOST_SAMPLES = 20_000_000;
    private static final long SAMPLES_A_PART = 500_000;

    /** A sample is 16 bytes, once in its part and once in the whole while they are joined. */
    private static final long HEAP_BYTES_A_SAMPLE = 48;

    /** The bounds that fit a heap of so many bytes. */
    public static Bounds forHeap(long heapBytes) {
        long samples = Math.min(MOST_SAMPLES, heapBytes / HEAP_BYTES_A_SAMPLE);
        return new Bounds(samples, Math.min(SAMPLES_A_PART, Math.max(1, samples / 10)));
    }

    /** The bounds that fit this process. */
    public static Bounds ofThisProcess() {
        return forHeap(Runtime.getRuntime().maxMemory());
    }
}
