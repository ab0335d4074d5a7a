package io.promsh.coverage;

/** Where the interval comes from that samples are expected at. */
public enum IntervalSource {
    GIVEN("given"),
    MEASURED("measured"),
    CONFIGURED("configured"),
    /** The series has too few samples to measure: that of the others. */
    ASSUMED("as the others");

    private final String words;

    IntervalSource(String words) {
        this.words = words;
    }

    /** Returns the words used in output. */
    public String words() {
        return words;
    }
}
