package io.promsh.export;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import java.io.IOException;

/** Is given the series of a metric, one after the other: {@code begin}, slices in ascending time, {@code end}. */
interface SeriesSink {
    void begin(Labels labels) throws IOException;

    void samples(Series slice) throws IOException;

    void end() throws IOException;
}
