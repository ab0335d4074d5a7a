package io.promsh.coverage;

import io.promsh.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What of one series is there.
 *
 * @param interval at which samples are expected; of several in the window the last one
 * @param rhythm the spacing as measured, or empty for fewer than three samples
 * @param expected how many samples the window should hold
 * @param present how many of these it holds; samples beyond the expected ones do not count
 * @param extra samples beyond the expected ones
 * @param gaps in order of time
 */
public record SeriesCoverage(
        Labels labels,
        Duration interval,
        IntervalSource source,
        Optional<Rhythm> rhythm,
        long expected,
        long present,
        long extra,
        Optional<Instant> first,
        Optional<Instant> last,
        List<Gap> gaps) {
    public SeriesCoverage {
        gaps = List.copyOf(gaps);
    }

    /** Returns the samples that are missing. */
    public long missing() {
        return expected - present;
    }

    /** Returns the share that is present, 0..1; 1 where nothing is expected. */
    public double ratio() {
        return expected == 0 ? 1 : (double) present / expected;
    }

    SeriesCoverage withGaps(List<Gap> newGaps) {
        return new SeriesCoverage(labels, interval, source, rhythm, expected, present, extra, first, last, newGaps);
    }
}
