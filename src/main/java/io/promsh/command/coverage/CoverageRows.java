package io.promsh.command.coverage;

import io.promsh.coverage.CoverageReport;
import io.promsh.coverage.Gap;
import io.promsh.coverage.GapGroup;
import io.promsh.coverage.MetricCoverage;
import io.promsh.coverage.PresenceShares;
import io.promsh.coverage.SeriesCoverage;
import io.promsh.model.Labels;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.render.PresenceStrip;
import io.promsh.text.Glyphs;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Coverage as rows for programs: one a series, one a selector where there are several, one in total. */
final class CoverageRows {
    private static final int STRIP = 24;

    private CoverageRows() {}

    static Listing of(CoverageReport report, Glyphs glyphs) {
        Listing.Builder listing = Listing.of("row", "rows")
                .field("scope", "scope", Kind.TEXT)
                .field("series", "series", Kind.NAME)
                .field("expected", "expected", Kind.NUMBER)
                .field("present", "present", Kind.NUMBER)
                .field("missing", "missing", Kind.NUMBER)
                .field("ratio", "coverage", Kind.RATIO)
                .field("gaps", "gaps", Kind.NUMBER)
                .field("longestGapSeconds", "longest gap", Kind.SECONDS)
                .field("causes", "causes", Kind.LIST)
                .field("intervalSeconds", "interval", Kind.SECONDS)
                .field("intervalSource", "source", Kind.TEXT)
                .field("first", "first", Kind.TIME)
                .field("last", "last", Kind.TIME)
                .field("strip", "window", Kind.TEXT);
        for (MetricCoverage metric : report.metrics()) {
            metric.series().forEach(series -> listing.row(series(report, series, glyphs)));
        }
        if (report.metrics().size() > 1) {
            report.metrics()
                    .forEach(metric -> listing.row(sum("metric", metric.selector(), report, metric.series(), glyphs)));
        }
        listing.row(sum("total", "", report, report.series(), glyphs));
        return listing.build();
    }

    private static @Nullable Object[] series(CoverageReport report, SeriesCoverage series, Glyphs glyphs) {
        @Nullable Object[] row = sum("series", series.labels().toString(), report, List.of(series), glyphs);
        row[9] = series.interval().toMillis() / 1000.0;
        row[10] = series.source().words();
        return row;
    }

    private static @Nullable Object[] sum(
            String scope, String name, CoverageReport report, List<SeriesCoverage> series, Glyphs glyphs) {
        long expected = series.stream().mapToLong(SeriesCoverage::expected).sum();
        long present = series.stream().mapToLong(SeriesCoverage::present).sum();
        List<Gap> gaps = series.stream().flatMap(one -> one.gaps().stream()).toList();
        Duration longest =
                gaps.stream().map(Gap::length).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        List<String> causes = gaps.stream()
                .map(gap -> gap.cause().words())
                .distinct()
                .sorted()
                .toList();
        String strip = PresenceStrip.draw(PresenceShares.of(series, report.window(), STRIP), glyphs)
                .text();
        return new @Nullable Object[] {
            scope,
            name,
            expected,
            present,
            expected - present,
            expected == 0 ? 1.0 : (double) present / expected,
            (long) gaps.size(),
            longest.toMillis() / 1000.0,
            causes,
            null,
            null,
            first(series),
            last(series),
            strip
        };
    }

    private static @Nullable Instant first(List<SeriesCoverage> series) {
        return series.stream()
                .map(SeriesCoverage::first)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Instant last(List<SeriesCoverage> series) {
        return series.stream()
                .map(SeriesCoverage::last)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    static Listing gaps(List<GapGroup> groups) {
        Listing.Builder listing = Listing.of("gap", "gaps")
                .field("from", "from", Kind.TIME)
                .field("to", "to", Kind.TIME)
                .field("seconds", "length", Kind.SECONDS)
                .field("missing", "missing", Kind.NUMBER)
                .field("seriesCount", "series", Kind.NUMBER)
                .field("cause", "cause", Kind.TEXT)
                .field("staleMarkers", "stale markers", Kind.NUMBER, 2)
                .field("series", "which", Kind.LIST, 1);
        for (GapGroup group : groups) {
            listing.row(
                    group.start(),
                    group.end(),
                    group.length().toMillis() / 1000.0,
                    group.missing(),
                    (long) group.series().size(),
                    group.cause().words(),
                    (long) group.marked(),
                    group.series().stream().map(Labels::toString).toList());
        }
        return listing.build();
    }
}
