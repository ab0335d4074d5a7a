package io.promsh.coverage;

import io.promsh.fetch.FetchReport;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far apart samples are.
 *
 * @param histogram how often each distance came, shortest first
 * @param rhythm that of the series with most samples, or empty where none has three
 * @param series how many series have samples
 * @param configured the interval of the target's configuration, where there is only one and it is known
 */
public record IntervalReport(
        Map<Duration, Long> histogram,
        Optional<Rhythm> rhythm,
        int series,
        Optional<Duration> configured,
        FetchReport read) {
    public IntervalReport {
        histogram = Collections.unmodifiableMap(new LinkedHashMap<>(histogram));
    }
}
