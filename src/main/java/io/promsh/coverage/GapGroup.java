package io.promsh.coverage;

import io.promsh.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gap that several series have at the same time and for the same cause.
 *
 * @param start when the first of them lacks its first sample
 * @param end when the last of them has a sample again
 * @param missing the samples that all of them lack together
 * @param series the series that have it, sorted
 * @param marked how many of them ended with the stale marker
 */
public record GapGroup(Instant start, Instant end, long missing, List<Labels> series, int marked, Cause cause) {
    public GapGroup {
        series = List.copyOf(series);
    }

    /** Returns its length. */
    public Duration length() {
        return Duration.between(start, end);
    }

    /** Takes the gaps of all series together that differ by less than an interval, in order of time. */
    public static List<GapGroup> of(List<SeriesCoverage> all) {
        Map<String, GapGroup> groups = new LinkedHashMap<>();
        List<SeriesGap> gaps = new ArrayList<>();
        all.forEach(series -> series.gaps().forEach(gap -> gaps.add(new SeriesGap(series, gap))));
        gaps.sort(Comparator.comparing(one -> one.gap().start()));
        for (SeriesGap one : gaps) {
            Gap gap = one.gap();
            String key = key(gap, one.series().interval());
            GapGroup own = new GapGroup(
                    gap.start(),
                    gap.end(),
                    gap.missing(),
                    List.of(one.series().labels()),
                    gap.marked() ? 1 : 0,
                    gap.cause());
            groups.merge(key, own, GapGroup::plus);
        }
        return groups.values().stream()
                .sorted(Comparator.comparing(GapGroup::start).thenComparing(GapGroup::end))
                .toList();
    }

    private record SeriesGap(SeriesCoverage series, Gap gap) {}

    private static String key(Gap gap, Duration interval) {
        long grid = Math.max(1, interval.toMillis());
        return Math.floorDiv(gap.start().toEpochMilli(), grid)
                + " " + Math.floorDiv(gap.end().toEpochMilli(), grid)
                + " " + gap.cause();
    }

    private GapGroup plus(GapGroup other) {
        List<Labels> both = new ArrayList<>(series);
        both.addAll(other.series);
        return new GapGroup(
                start.isBefore(other.start) ? start : other.start,
                end.isAfter(other.end) ? end : other.end,
                missing + other.missing,
                both,
                marked + other.marked,
                cause);
    }
}
