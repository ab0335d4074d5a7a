package io.promsh.render;

import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import java.util.List;
import java.util.Optional;

/** The time that sparklines span, in epoch milliseconds: the one asked for, else from the first sample to the last. */
record TrendWindow(long start, long end) {
    static TrendWindow of(Optional<TimeRange> asked, List<Series> all) {
        if (asked.isPresent()) {
            return new TrendWindow(
                    asked.get().start().toEpochMilli(), asked.get().end().toEpochMilli());
        }
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (Series series : all) {
            if (series.size() > 0) {
                start = Math.min(start, SeriesFigures.firstMillis(series));
                end = Math.max(end, SeriesFigures.lastMillis(series));
            }
        }
        return start > end ? new TrendWindow(0, 1) : new TrendWindow(start, Math.max(end, start + 1));
    }
}
