package io.promsh.export;

import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The points of a metric as the query engine computed them. */
final class EvaluatedSamples implements MetricSamples {
    private final List<Series> sorted;

    /** Takes the answers of all selectors; a series that several match comes once. */
    EvaluatedSamples(List<Series> answers) {
        Map<Object, Series> distinct = new LinkedHashMap<>();
        answers.forEach(series -> distinct.putIfAbsent(series.labels(), series));
        sorted = distinct.values().stream()
                .sorted(Comparator.comparing(Series::labels))
                .toList();
    }

    @Override
    public void read(TimeRange window, SeriesSink sink) throws IOException {
        long start = window.start().toEpochMilli();
        long end = window.end().toEpochMilli();
        for (Series series : sorted) {
            int from = place(series.timestampsMillis(), start);
            int to = place(series.timestampsMillis(), end);
            Series within = new Series(
                    series.labels(),
                    Arrays.copyOfRange(series.timestampsMillis(), from, to),
                    Arrays.copyOfRange(series.values(), from, to),
                    series.histograms().stream()
                            .filter(one -> one.timestampMillis() >= start && one.timestampMillis() < end)
                            .toList());
            if (within.size() > 0) {
                sink.begin(series.labels());
                sink.samples(within);
                sink.end();
            }
        }
    }

    private static int place(long[] times, long time) {
        int found = Arrays.binarySearch(times, time);
        return found < 0 ? -found - 1 : found;
    }
}
