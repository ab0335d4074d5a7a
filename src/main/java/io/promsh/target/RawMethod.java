package io.promsh.target;

/** The ways to stored samples. */
public enum RawMethod {
    /** An instant query of a range selector: every server has it; it leaves stale markers out. */
    RANGE_SELECTOR("range selector"),
    /** Prometheus's remote read: stored chunks as they are, stale markers and payloads of NaN included. */
    REMOTE_READ("remote read");

    private final String words;

    RawMethod(String words) {
        this.words = words;
    }

    /** Returns the name for display. */
    public String words() {
        return words;
    }
}
