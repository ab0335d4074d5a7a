package io.promsh.coverage;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.FetchReport;
import io.promsh.fetch.Progress;
import io.promsh.fetch.RawFetch;
import io.promsh.fetch.Selection;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.Flavour;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RangeQuery;
import io.promsh.target.RawMethod;
import io.promsh.target.RawQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads when series were sampled. Where that would be millions of samples, the two ends of the window are read first: they show each
 * series' interval and moment. Then the server counts what lies in windows between them, and of a window in which each series has
 * exactly as many samples as fit it no sample travels. Every other window is read.
 */
final class CountedWindows {
    private static final long COUNT_FROM_SAMPLES = 1_000_000;
    private static final long SOON_SECONDS = 2;
    private static final int MOST_WINDOWS = 48;
    private static final Duration LONGEST_END = Duration.ofMinutes(15);

    private final MetricsTarget target;
    private final FetchOptions options;
    private final Progress progress;
    private final long start;
    private final long end;
    private final TimeRange window;
    private final long countFromSamples;
    private boolean counted;

    CountedWindows(MetricsTarget target, FetchOptions options, Progress progress, TimeRange window) {
        this(target, options, progress, window, COUNT_FROM_SAMPLES);
    }

    CountedWindows(
            MetricsTarget target, FetchOptions options, Progress progress, TimeRange window, long countFromSamples) {
        this.countFromSamples = countFromSamples;
        this.target = target;
        this.options = options;
        this.progress = progress;
        this.window = window;
        this.start = window.start().toEpochMilli();
        this.end = window.end().toEpochMilli();
    }

    /** Returns whether something was counted at the server instead of being read. */
    boolean hasCounted() {
        return counted;
    }

    FetchReport read(Selection selection, SeriesTraces into) {
        long edge = Math.min(window.length().toMillis() / 8, LONGEST_END.toMillis());
        if (edge < 1000 || !knowsBoundary() || selection.metric().isEmpty()) {
            return raw(selection, window, into);
        }
        long estimate = new RawFetch(target, options, Progress.NONE)
                .plan(List.of(selection.text()), window)
                .samples();
        if (estimate < countFromSamples || isReadSoon(estimate)) {
            return raw(selection, window, into);
        }
        SeriesTraces head = new SeriesTraces();
        SeriesTraces tail = new SeriesTraces();
        FetchReport read =
                raw(selection, range(start, start + edge), head).plus(raw(selection, range(end - edge, end), tail));
        Map<Labels, Beat> beats = beats(head, tail);
        long length = windowLength(beats);
        if (length == 0) {
            return read.plus(raw(selection, window, into));
        }
        BitSet doubtful;
        try {
            doubtful = doubtful(selection, beats, length);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED || failure.kind() == FailureKind.DENIED) {
                throw failure;
            }
            // Too much to count at once, or the server was busy: reading goes on where a question does not.
            return read.plus(raw(selection, window, into));
        }
        int windows = (int) ((end - start + length - 1) / length);
        if (doubtful.cardinality() * 2 > windows) {
            return read.plus(raw(selection, window, into));
        }
        counted = true;
        return fill(selection, beats, length, doubtful, into, read);
    }

    /** Where chunks were measured to come that fast, counting would take as long as reading. */
    private boolean isReadSoon(long samples) {
        long speed = options.limits().load(target.address()).samplesASecond().getOrDefault(RawMethod.REMOTE_READ, 0L);
        return speed * SOON_SECONDS > samples;
    }

    /** Whether a range is open or closed on its left must be known where a count is to be exact. */
    private boolean knowsBoundary() {
        return target.identity().flavour() == Flavour.PROMETHEUS
                && target.identity().atLeast(2, 0);
    }

    private FetchReport raw(Selection selection, TimeRange part, SeriesTraces into) {
        return new RawFetch(target, options, progress).stream(List.of(selection.text()), part, into);
    }

    private static TimeRange range(long from, long to) {
        return new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
    }

    /** The interval of a series and the time of one of its samples. */
    private record Beat(long interval, long moment) {
        /** Returns the time of the first sample at {@code from} or later. */
        long firstFrom(long from) {
            return from + Math.floorMod(moment - from, interval);
        }
    }

    /** Returns the beats of series that keep one beat at both ends; the interval of others is 0. */
    private static Map<Labels, Beat> beats(SeriesTraces head, SeriesTraces tail) {
        Map<Labels, Beat> beats = new LinkedHashMap<>();
        Set<Labels> all = new TreeSet<>();
        head.forEach((labels, trace) -> all.add(labels));
        tail.forEach((labels, trace) -> all.add(labels));
        for (Labels labels : all) {
            Optional<Beat> first = beat(head.trace(labels));
            Optional<Beat> last = beat(tail.trace(labels));
            Beat irregular = new Beat(0, 0);
            if (first.isEmpty() || last.isEmpty()) {
                beats.put(labels, first.or(() -> last).orElse(irregular));
                continue;
            }
            long interval = first.get().interval();
            long shift = Math.floorMod(first.get().moment() - last.get().moment(), interval);
            boolean same = interval == last.get().interval() && Math.min(shift, interval - shift) * 20 <= interval;
            beats.put(labels, same ? first.get() : irregular);
        }
        return beats;
    }

    private static Optional<Beat> beat(SampleTrace trace) {
        return Rhythm.of(trace)
                .filter(rhythm -> rhythm.phases().size() == 1)
                .map(rhythm -> new Beat(rhythm.phases().get(0).interval().toMillis(), trace.first()));
    }

    /** Returns a length that every interval divides and that makes some dozens of windows, or 0. */
    private long windowLength(Map<Labels, Beat> beats) {
        long common = 1;
        for (Beat beat : beats.values()) {
            if (beat.interval() == 0) {
                return 0;
            }
            common = common / gcd(common, beat.interval()) * beat.interval();
            if (common > (end - start) / 8) {
                return 0;
            }
        }
        long wanted = Math.max(common, (end - start) / MOST_WINDOWS);
        return beats.isEmpty() ? 0 : (wanted + common - 1) / common * common;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Returns the windows in which some series does not have exactly the samples that fit; the last one is short and is read. */
    private BitSet doubtful(Selection selection, Map<Labels, Beat> beats, long length) {
        int whole = (int) ((end - start) / length);
        int windows = (int) ((end - start + length - 1) / length);
        BitSet doubtful = new BitSet(windows);
        doubtful.set(whole, windows);
        // Servers before 3.0 close a range on its left too: one millisecond less is the half-open window.
        long range = target.identity().atLeast(3, 0) ? length : length - 1;
        String expression =
                "count_over_time(" + selection.text() + "[" + RawQuery.range(Duration.ofMillis(range)) + "])";
        QueryAnswer answer = target.rangeQuery(new RangeQuery(
                expression,
                Instant.ofEpochMilli(start + length - 1),
                Instant.ofEpochMilli(start + whole * length - 1),
                Duration.ofMillis(length),
                options.timeout()));
        Map<Labels, BitSet> full = new HashMap<>();
        beats.forEach((labels, beat) -> full.put(labels.without(Labels.METRIC_NAME), new BitSet(windows)));
        if (answer.result() instanceof RangeVector matrix) {
            for (Series series : matrix.series()) {
                BitSet own = full.get(series.labels());
                Beat beat = beats.get(named(series.labels(), selection));
                for (int i = 0; i < series.values().length; i++) {
                    int number = (int) ((series.timestampsMillis()[i] + 1 - start) / length - 1);
                    if (own == null || beat == null) {
                        doubtful.set(number);
                    } else if (series.values()[i] == (double) length / beat.interval()) {
                        own.set(number);
                    }
                }
            }
        }
        for (BitSet own : full.values()) {
            BitSet missing = new BitSet(windows);
            missing.set(0, whole);
            missing.andNot(own);
            doubtful.or(missing);
        }
        return doubtful;
    }

    private static Labels named(Labels labels, Selection selection) {
        List<String> pairs = new ArrayList<>(List.of(Labels.METRIC_NAME, selection.metric()));
        labels.forEach((name, value) -> {
            pairs.add(name);
            pairs.add(value);
        });
        return Labels.of(pairs.toArray(new String[0]));
    }

    private FetchReport fill(
            Selection selection,
            Map<Labels, Beat> beats,
            long length,
            BitSet doubtful,
            SeriesTraces into,
            FetchReport before) {
        FetchReport read = before;
        int windows = (int) ((end - start + length - 1) / length);
        for (int from = 0; from < windows; ) {
            int to;
            if (doubtful.get(from)) {
                to = Math.min(windows, doubtful.nextClearBit(from));
                long until = Math.min(end, start + to * length);
                read = read.plus(raw(selection, range(start + from * length, until), into));
            } else {
                int next = doubtful.nextSetBit(from);
                to = next < 0 ? windows : next;
                long begin = start + from * length;
                long span = (to - from) * length;
                beats.forEach((labels, beat) ->
                        into.trace(labels).addEven(beat.firstFrom(begin), beat.interval(), span / beat.interval()));
            }
            from = to;
        }
        return read;
    }
}
