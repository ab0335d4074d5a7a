package io.promsh.fetch;

import io.promsh.model.TimeRange;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RawMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the stored samples of selectors over a half-open window of any size, in parts of a bounded size: windows are cut by time,
 * and by series where a short window is still too much. Adjoining parts share no millisecond, so that no sample is lost or doubled
 * at a seam. Several parts are asked at a time, as many as the target bears. Use one for one read after the other.
 */
public final class RawFetch {
    private static final int LOOKS = 8;
    private static final int MUCH_FASTER = 4;
    private static final Duration LOOK = Duration.ofMinutes(5);

    private final MetricsTarget target;
    private final FetchOptions options;
    private final Progress progress;
    /** Whether the target has answered this reader: one that was there before may be starting anew. */
    private boolean wasAnswered;

    /** Makes a reader. */
    public RawFetch(MetricsTarget target, FetchOptions options, Progress progress) {
        this.target = target;
        this.options = options;
        this.progress = progress;
    }

    /** Looks what a read would be like, by one small question a selector. Throws what the target throws. */
    public FetchPlan plan(List<String> selectors, TimeRange window) {
        List<Selection> selections = selections(selectors);
        RawMethod method = method();
        long samples = 0;
        for (Selection selection : selections) {
            samples += estimate(selection, window);
        }
        long speed = options.limits().load(target.address()).samplesASecond().getOrDefault(method, 0L);
        Optional<Duration> duration =
                speed == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(samples * 1000 / speed));
        return new FetchPlan(selections, window, method, samples, duration);
    }

    private long estimate(Selection selection, TimeRange window) {
        long step = Math.max(1000, window.length().toMillis() / LOOKS);
        long look = Math.min(step, LOOK.toMillis());
        long seen = 0;
        for (long count : new SampleCount(target, options.timeout())
                .everyStep(selection.text(), window, Duration.ofMillis(step), Duration.ofMillis(look))) {
            seen += count;
        }
        return Math.round((double) seen * step / look);
    }

    /**
     * Reads and hands over while reading: slices in ascending time within each series, the series of a part in the order of their
     * labels. Of the selectors, one comes after the other. A series that two selectors match comes twice.
     */
    public FetchReport stream(List<String> selectors, TimeRange window, SliceSink sink) {
        List<Selection> selections = selections(selectors);
        Tally tally = tally(selections, window);
        List<Lane> lanes = new ArrayList<>();
        for (Selection selection : selections) {
            lanes.add(lane(selection, new Missing.Stretch(selection, whole(window), "")));
        }
        RawMethod method = new PartRun(target, lanes, method(), options, PartKeeper.MEMORY, tally).run(sink);
        wasAnswered = true;
        return tally.report(method);
    }

    /**
     * Reads into a folder, each part a file with its checksum. What the folder holds already is not fetched again, so that a read
     * that was killed goes on where it stood.
     */
    public FetchedParts fetch(List<String> selectors, TimeRange window, Path folder) {
        List<Selection> selections = selections(selectors);
        FetchFolder parts = FetchFolder.open(folder, target.address());
        RawMethod before = parts.isEmpty() ? null : parts.method();
        RawMethod first = before == null ? method() : before;
        Tally tally = tally(selections, window);
        tally.before(parts.remarks());
        Missing missing = parts.missing();
        List<Lane> lanes = new ArrayList<>();
        for (Selection selection : selections) {
            double open = 0;
            for (Missing.Stretch stretch : missing.of(selection, whole(window))) {
                lanes.add(lane(selection, stretch));
                open += stretch.window().length().toMillis();
            }
            double there = Math.max(0, whole(window).length().toMillis() - open);
            tally.before(there, parts.samples(selection, window));
        }
        RawMethod method = first;
        if (!lanes.isEmpty()) {
            parts.readBy(first);
            method = new PartRun(target, lanes, first, options, parts, tally).run(slice -> {});
            wasAnswered = true;
            parts.readBy(method);
        }
        return new FetchedParts(parts, window, tally.report(method));
    }

    /** Parts begin and end at whole milliseconds. */
    private static TimeRange whole(TimeRange window) {
        Instant start = Instant.ofEpochMilli(window.start().toEpochMilli());
        Instant end = Instant.ofEpochMilli(window.end().minusNanos(1).toEpochMilli() + 1);
        return new TimeRange(start, end);
    }

    private Lane lane(Selection root, Missing.Stretch stretch) {
        long longest = options.limits().load(target.address()).longestMillis();
        return new Lane(root, stretch.selection(), stretch.window(), stretch.shard(), options.bounds(), longest);
    }

    private Tally tally(List<Selection> selections, TimeRange window) {
        return new Tally(progress, (double) selections.size() * window.length().toMillis(), wasAnswered);
    }

    private static List<Selection> selections(List<String> selectors) {
        // By their texts: the first hash of a record costs a short run more than all else here.
        Map<String, Selection> distinct = new LinkedHashMap<>();
        for (String selector : selectors) {
            Selection selection = Selection.of(selector);
            distinct.putIfAbsent(selection.text(), selection);
        }
        return new ArrayList<>(distinct.values());
    }

    /** The most faithful way that the target offers, unless it was measured to be several times slower than another. */
    private RawMethod method() {
        LearntLimits learnt = options.limits().load(target.address());
        List<RawMethod> offered = target.rawMethods().stream()
                .filter(method -> !learnt.refused().contains(method))
                .toList();
        Map<RawMethod, Long> speeds = learnt.samplesASecond();
        RawMethod best = offered.isEmpty() ? RawMethod.RANGE_SELECTOR : offered.get(0);
        for (RawMethod other : offered) {
            long ours = speeds.getOrDefault(best, 0L);
            if (ours > 0 && speeds.getOrDefault(other, 0L) > MUCH_FASTER * ours) {
                best = other;
            }
        }
        return best;
    }
}
