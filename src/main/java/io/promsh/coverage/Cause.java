package io.promsh.coverage;

/** Why samples are missing, as far as the server's own samples tell. */
public enum Cause {
    /** No target has a sample in that time: the server did not run, or its storage of that time is lost. */
    SERVER_DOWN("server down"),
    /** The scrape failed ({@code up} is 0), or the target was not scraped while others were. */
    TARGET_DOWN("target down"),
    /** The target was scraped and did not have the series any more. */
    SERIES_ENDED("series ended"),
    /** The target was scraped and did not have the series yet, or never. */
    NEVER_THERE("never there"),
    /** Nothing on the server tells. */
    UNKNOWN("unknown");

    private final String words;

    Cause(String words) {
        this.words = words;
    }

    /** Returns the words used in output. */
    public String words() {
        return words;
    }
}
