package io.promsh.target;

/**
 * A target that takes samples by the remote write protocol. Opens its connection at the first call; {@link #cancel()} ends a call
 * from another thread, which then throws the INTERRUPTED failure.
 */
public interface RemoteWriter extends AutoCloseable {
    /** Returns the address that samples go to, without any secret, for display. */
    String address();

    /**
     * Sends samples and returns what became of them. A busy receiver (429, 5xx, a broken connection) is tried again with growing
     * pauses; what it refuses for good becomes a failure with the receiver's own words.
     */
    Written write(WriteBatch batch);

    /** Ends the call that runs now. */
    void cancel();

    @Override
    void close();

    /**
     * What became of a batch.
     *
     * @param samples as many as the receiver says it stored; where it does not say, as many as were sent
     * @param protocol the version spoken, {@code 1.0} or {@code 2.0}
     * @param tries how often the batch was sent, 1 or more
     */
    record Written(long samples, String protocol, int tries) {}
}
