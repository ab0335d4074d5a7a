package io.promsh.export;

import io.promsh.model.TimeRange;
import java.io.IOException;

/** All samples of a metric, to be read as often as needed: always the same series in the same order. */
interface MetricSamples {
    /** Hands over what lies in a window. */
    void read(TimeRange window, SeriesSink sink) throws IOException;
}
