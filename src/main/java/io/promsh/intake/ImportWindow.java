package io.promsh.intake;

/** The time from which samples are taken, [from, to) in epoch milliseconds. */
public record ImportWindow(long from, long to) {
    /** Everything. */
    public static final ImportWindow ALL = new ImportWindow(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Returns whether a time lies inside. */
    public boolean holds(long millis) {
        return millis >= from && millis < to;
    }
}
