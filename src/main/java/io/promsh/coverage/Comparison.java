package io.promsh.coverage;

import io.promsh.failure.Failure;
import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.FetchReport;
import io.promsh.fetch.Progress;
import io.promsh.fetch.RawFetch;
import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RawMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sets two targets against each other, sample by sample: piece by piece of the window, so that memory holds a piece of both. Where
 * one of them cannot give stale markers and payloads of NaN, both are compared without.
 */
public final class Comparison {
    private final MetricsTarget left;
    private final MetricsTarget right;
    private final FetchOptions options;
    private final Progress progress;
    private final List<String> ignored;

    /**
     * Makes a comparison.
     *
     * @param ignored labels that only one of the targets has, for example external ones
     */
    public Comparison(
            MetricsTarget left, MetricsTarget right, FetchOptions options, Progress progress, List<String> ignored) {
        this.left = left;
        this.right = right;
        this.options = options;
        this.progress = progress;
        this.ignored = List.copyOf(ignored);
    }

    /** One target's samples of a piece. */
    private record Side(Map<Labels, SamplePoints> series, FetchReport report) {}

    /** Compares. Throws a usage failure for what is no plain selector, and what the targets throw. */
    public ComparisonReport run(String selector, TimeRange window) {
        Map<Labels, SeriesDifference> found = new TreeMap<>();
        List<FetchReport> lefts = new ArrayList<>();
        List<FetchReport> rights = new ArrayList<>();
        boolean exact = true;
        for (TimeRange piece : pieces(selector, window)) {
            Side one = read(left, selector, piece);
            Side other = read(right, selector, piece);
            boolean bothExact = one.report().method() == RawMethod.REMOTE_READ
                    && other.report().method() == RawMethod.REMOTE_READ;
            exact &= bothExact;
            lefts.add(one.report());
            rights.add(other.report());
            TreeSet<Labels> all = new TreeSet<>(one.series().keySet());
            all.addAll(other.series().keySet());
            for (Labels labels : all) {
                SamplePoints ours = one.series().getOrDefault(labels, new SamplePoints());
                SamplePoints theirs = other.series().getOrDefault(labels, new SamplePoints());
                found.merge(labels, ours.against(theirs, labels, bothExact), SeriesDifference::plus);
            }
        }
        return new ComparisonReport(
                List.copyOf(found.values()),
                exact,
                lefts.stream().reduce(FetchReport::plus).orElseThrow(),
                rights.stream().reduce(FetchReport::plus).orElseThrow());
    }

    private Side read(MetricsTarget target, String selector, TimeRange piece) {
        Map<Labels, SamplePoints> series = new TreeMap<>();
        Map<Labels, Labels> origins = new TreeMap<>();
        FetchReport report = new RawFetch(target, options, progress).stream(List.of(selector), piece, slice -> {
            Labels labels = slice.labels();
            for (String name : ignored) {
                labels = labels.without(name);
            }
            Labels origin = origins.putIfAbsent(labels, slice.labels());
            if (origin != null && !origin.equals(slice.labels())) {
                throw Failure.usage(
                        origin + " and " + slice.labels() + " are one and the same without " + ignored,
                        "leave a label in that tells them apart");
            }
            series.computeIfAbsent(labels, fresh -> new SamplePoints()).add(slice);
        });
        return new Side(series, report);
    }

    private List<TimeRange> pieces(String selector, TimeRange window) {
        long samples = new RawFetch(left, options, Progress.NONE)
                .plan(List.of(selector), window)
                .samples();
        long bound = Math.max(1, options.bounds().samples() / 8);
        long shortest = Math.max(1, window.length().toMillis() / 60_000);
        long count = Math.max(1, Math.min((samples + bound - 1) / bound, shortest));
        List<TimeRange> pieces = new ArrayList<>();
        long start = window.start().toEpochMilli();
        long length = window.length().toMillis();
        for (long i = 0; i < count; i++) {
            pieces.add(new TimeRange(
                    Instant.ofEpochMilli(start + length * i / count),
                    Instant.ofEpochMilli(start + length * (i + 1) / count)));
        }
        return pieces;
    }
}
