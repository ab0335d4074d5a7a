package io.promsh.target.http;

/**
 * How much of one answer is kept in memory; past it the answer is cut and marked partial.
 *
 * @param samples at most this many samples, or list entries; positive
 * @param bytes at most about this many bytes of JSON are read; positive
 */
public record AnswerBound(long samples, long bytes) {
    private static final long MAX_SAMPLES = 5_000_000;
    private static final long MAX_BYTES = 256L << 20;

    /** A sample is 16 bytes, and the array that holds it has up to twice the room and is copied when it grows. */
    private static final long HEAP_BYTES_A_SAMPLE = 64;

    /** What a byte of an answer with many small series comes to on the heap, twice over: while it is read and where it goes. */
    private static final long HEAP_BYTES_A_BYTE = 6;

    /** The bound for a heap of {@code heapBytes}: small heaps get a smaller one, so that no answer exhausts them. */
    public static AnswerBound forHeap(long heapBytes) {
        return new AnswerBound(
                Math.min(MAX_SAMPLES, heapBytes / HEAP_BYTES_A_SAMPLE),
                Math.min(MAX_BYTES, heapBytes / HEAP_BYTES_A_BYTE));
    }
}
