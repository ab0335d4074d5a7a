package io.promsh.intake.read;

/** The two text formats of samples. They look alike and differ in what they allow and in the unit of a timestamp. */
public enum Dialect {
    /** OpenMetrics 1.0: timestamps in seconds, one blank between the parts, {@code # EOF} at the end. */
    OPENMETRICS("OpenMetrics"),
    /** Prometheus text 0.0.4: timestamps in milliseconds, any blanks, free comments. */
    TEXT("Prometheus text");

    private final String title;

    Dialect(String title) {
        this.title = title;
    }

    /** Returns the format's name for people. */
    public String title() {
        return title;
    }
}
