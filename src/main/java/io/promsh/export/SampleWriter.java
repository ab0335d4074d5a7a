package io.promsh.export;

import java.io.IOException;

/** Writes the series of a metric in one format; {@code finish} comes after the last of them. */
interface SampleWriter extends SeriesSink {
    /** Writes what stands behind the last series. */
    void finish() throws IOException;

    /** Returns the samples written, of both kinds. */
    long written();

    /** Returns what could not be written. */
    Loss lost();
}
