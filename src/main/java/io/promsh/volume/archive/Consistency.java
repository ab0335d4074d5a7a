package io.promsh.volume.archive;

/** How it was made sure that a backup holds no half-written state. */
public enum Consistency {
    /** Nothing that uses the volume ran. */
    IDLE("idle", "nothing ran on it"),
    /** The server's own snapshot. */
    SNAPSHOT("snapshot", "the server's own snapshot"),
    /** Everything that uses it was frozen while it was read. */
    PAUSED("paused", "paused while it was read"),
    /** Read while the server ran, and no compaction fell into it. */
    HOT("hot", "read live; no compaction fell into it"),
    /** Everything that uses it was stopped while it was read. */
    STOPPED("stopped", "stopped while it was read"),
    /** Not made by promsh. */
    UNKNOWN("unknown", "unknown");

    private final String word;
    private final String sentence;

    Consistency(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** Returns the word in manifests and listings. */
    public String word() {
        return word;
    }

    /** Returns a few words for a person. */
    public String sentence() {
        return sentence;
    }

    /** Returns the one with that word, else {@link #UNKNOWN}. */
    public static Consistency named(String word) {
        for (Consistency one : values()) {
            if (one.word.equals(word)) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
