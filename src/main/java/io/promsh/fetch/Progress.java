package io.promsh.fetch;

/** Is told how far a long read is. Called by several threads, one at a time. */
@FunctionalInterface
public interface Progress {
    /** Nobody looks. */
    Progress NONE = (fraction, samples) -> {};

    /**
     * Is told after each part.
     *
     * @param fraction of the window that has been read, 0 to 1
     * @param samples read so far
     */
    void advanced(double fraction, long samples);

    /** Is told after each part, with the bytes of the answers so far. */
    default void advanced(double fraction, long samples, long bytes) {
        advanced(fraction, samples);
    }

    /** Is told that the read waits for the server, and why, in a few words. */
    default void waiting(String why) {}

    /** Is told that the read is over, whether it worked out or not. */
    default void ended() {}
}
