package io.promsh.fetch;

import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.model.Series.EncodedHistograms;
import io.promsh.model.Series.HistogramSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Joins range vectors that follow each other in time into one, series by series. */
final class SeriesJoin {
    private final Map<Labels, List<Series>> parts = new TreeMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> infos = new LinkedHashSet<>();
    private long samples;
    private long bytes;
    private boolean partial;
    private boolean resampled;

    /** Adds what comes next in time. */
    void add(QueryAnswer answer) {
        warnings.addAll(answer.warnings());
        infos.addAll(answer.infos());
        partial |= answer.partial();
        resampled |= answer.kind() == SampleKind.RESAMPLED;
        bytes += answer.bytes();
        QueryResult result = answer.result();
        if (result instanceof RangeVector matrix) {
            matrix.series().forEach(this::add);
        }
    }

    /** Adds what comes next of a series. */
    void add(Series series) {
        if (series.size() > 0) {
            parts.computeIfAbsent(series.labels(), labels -> new ArrayList<>(2)).add(series);
            samples += series.size();
        }
    }

    /** Adds what was said beside the samples. */
    void add(FetchReport report) {
        warnings.addAll(report.warnings());
        infos.addAll(report.infos());
        partial |= report.partial();
        bytes += report.bytes();
    }

    /** Adds a warning of our own; the answer is partial. */
    void incomplete(String warning) {
        warnings.add(warning);
        partial = true;
    }

    long samples() {
        return samples;
    }

    /** Returns the whole; one resampled part makes it resampled. */
    QueryAnswer toAnswer(SampleKind kindOfParts, Duration elapsed) {
        SampleKind kind = resampled ? SampleKind.RESAMPLED : kindOfParts;
        List<Series> joined = new ArrayList<>(parts.size());
        for (Map.Entry<Labels, List<Series>> entry : parts.entrySet()) {
            joined.add(join(entry.getKey(), entry.getValue()));
            // What was copied is let go at once: the parts of all series and the whole would be twice the memory.
            entry.setValue(Collections.emptyList());
        }
        return new QueryAnswer(
                new RangeVector(joined), kind, List.copyOf(warnings), List.copyOf(infos), partial, elapsed, bytes);
    }

    private static Series join(Labels labels, List<Series> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int length = 0;
        for (Series part : parts) {
            length += part.values().length;
        }
        long[] times = new long[length];
        double[] values = new double[length];
        List<HistogramSample> histograms = new ArrayList<>();
        List<EncodedHistograms> encoded = new ArrayList<>();
        int at = 0;
        for (Series part : parts) {
            int count = part.values().length;
            System.arraycopy(part.timestampsMillis(), 0, times, at, count);
            System.arraycopy(part.values(), 0, values, at, count);
            histograms.addAll(part.histograms());
            encoded.addAll(part.encoded());
            at += count;
        }
        return new Series(labels, times, values, histograms, encoded);
    }
}
