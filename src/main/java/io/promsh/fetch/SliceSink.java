package io.promsh.fetch;

import io.promsh.model.Series;

/** Takes stored samples in, a slice of a series at a time. Called by one thread; an exception ends the read. */
@FunctionalInterface
public interface SliceSink {
    /**
     * Takes samples of one series, at least one, in ascending time. Slices of the same series follow each other in time; in
     * between others may come.
     */
    void take(Series slice);
}
