package io.promsh.command.coverage;

import io.promsh.coverage.Cause;
import io.promsh.coverage.CoverageReport;
import io.promsh.coverage.GapGroup;
import io.promsh.coverage.IntervalSource;
import io.promsh.coverage.MetricCoverage;
import io.promsh.coverage.PresenceShares;
import io.promsh.coverage.Rhythm;
import io.promsh.coverage.SeriesCoverage;
import io.promsh.model.Labels;
import io.promsh.model.PromDuration;
import io.promsh.model.SeriesNotation;
import io.promsh.render.Column;
import io.promsh.render.LabelSplit;
import io.promsh.render.PresenceStrip;
import io.promsh.render.Table;
import io.promsh.text.Counts;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import io.promsh.text.Glyphs;
import io.promsh.text.HumanDuration;
import io.promsh.text.HumanNumbers;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.text.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Coverage as a person reads it: the series with their strips, the worst first, then the longest gaps. */
final class CoverageView {
    private static final int GAPS = 10;
    private static final int SERIES = 20;
    private static final int LEAST_STRIP = 12;
    private static final int MOST_STRIP = 48;
    private static final int MOST_NAME = 60;
    private static final int MOST_LABELS = 4;

    /** The least share that a reader takes for "most of it is there". */
    private static final double LEAST_MISTAKEN = 0.75;

    /** The columns of numbers with the blanks between all of them. */
    private static final int NUMBERS = 40;

    private final CoverageReport report;
    private final OptionalInt width;
    private final Glyphs glyphs;
    private final ZoneId zone;
    private final int rows;
    private final LabelSplit split;
    /** The labels that tell the series of one metric apart, a column each; empty where series stand as they are written. */
    private final List<String> byLabel;

    /**
     * A view.
     *
     * @param rows series shown at the most; 0 for the default
     */
    CoverageView(CoverageReport report, OptionalInt width, Glyphs glyphs, ZoneId zone, int rows) {
        this.report = report;
        this.width = width;
        this.glyphs = glyphs;
        this.zone = zone;
        this.rows = rows == 0 ? SERIES : rows;
        // A row that stands for a selector without samples has no labels that others could share.
        this.split = LabelSplit.of(report.series().stream()
                .map(SeriesCoverage::labels)
                .filter(labels -> !labels.without(Labels.METRIC_NAME).isEmpty())
                .toList());
        boolean isTable = report.metrics().size() == 1
                && report.series().size() > 1
                && !split.isSparse()
                && split.varying().size() <= MOST_LABELS
                && !split.varying().contains(Labels.METRIC_NAME);
        this.byLabel = isTable ? split.varying() : List.of();
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Labels shared = split.shared();
        if (!byLabel.isEmpty()) {
            lines.add(Line.of("all of ", Style.DIM).plus(Escaping.visible(shared.toString()), Style.LABEL_VALUE));
        } else if (report.series().size() > 1
                && shared.without(Labels.METRIC_NAME).size() > 0) {
            lines.add(Line.of("all with ", Style.DIM)
                    .plus(Escaping.visible(shared.without(Labels.METRIC_NAME).toString()), Style.LABEL_VALUE));
        }
        lines.add(head());
        lines.add(Line.EMPTY);
        lines.addAll(table());
        List<GapGroup> gaps = GapGroup.of(report.series());
        if (!gaps.isEmpty()) {
            lines.add(Line.EMPTY);
            lines.addAll(gaps(gaps));
        }
        return lines;
    }

    private Line head() {
        Instant start = report.window().start();
        Instant end = report.window().end();
        return Line.of(HumanDuration.of(report.window().length()), Style.DURATION)
                .plus(" from ", Style.DIM)
                .plus(time(start), Style.PLAIN)
                .plus(" to ", Style.DIM)
                .plus(time(end) + " " + Timestamps.offset(zone, end.toEpochMilli()), Style.PLAIN)
                .plus(", every ", Style.DIM)
                .plus(intervals(), Style.PLAIN);
    }

    /** Returns for example {@code 30s (measured)}, or the range where series differ. */
    private String intervals() {
        Set<Duration> all = new TreeSet<>();
        Set<IntervalSource> sources = new TreeSet<>();
        for (SeriesCoverage series : report.series()) {
            all.add(series.interval());
            sources.add(series.source());
        }
        List<Duration> sorted = List.copyOf(all);
        String least = PromDuration.format(sorted.get(0));
        String most = PromDuration.format(sorted.get(sorted.size() - 1));
        String source = sources.size() == 1 ? sources.iterator().next().words() : "measured where possible";
        return (least.equals(most) ? least : least + glyphs.dash() + most) + " (" + source + ")";
    }

    private List<Line> table() {
        List<Column> columns = new ArrayList<>();
        byLabel.forEach(label -> columns.add(Column.names(Escaping.visible(label))));
        if (byLabel.isEmpty()) {
            columns.add(Column.names("series"));
        }
        columns.add(Column.numbers("present"));
        columns.add(Column.numbers("expected"));
        columns.add(Column.numbers("coverage"));
        columns.add(Column.numbers("gaps").droppable(1));
        columns.add(Column.fixed("window").droppable(2));
        List<List<Line>> cells = new ArrayList<>();
        boolean several = report.metrics().size() > 1;
        List<SeriesCoverage> all = new ArrayList<>(report.series());
        // The worst first where not all can be shown.
        boolean cut = all.size() > rows;
        if (cut) {
            all.sort(Comparator.comparingDouble(SeriesCoverage::ratio));
        }
        for (SeriesCoverage series : all.subList(0, Math.min(rows, all.size()))) {
            cells.add(row(names(series.labels(), all.size()), List.of(series)));
        }
        if (cut) {
            List<SeriesCoverage> rest = all.subList(rows, all.size());
            cells.add(row(first(Counts.grouped(rest.size()) + " more series", Style.DIM), rest));
        }
        if (several) {
            for (MetricCoverage metric : report.metrics()) {
                if (metric.series().size() > 1) {
                    String text = Escaping.visible(metric.selector()) + " in all";
                    cells.add(row(first(text, Style.DIM), metric.series()));
                }
            }
        }
        if (all.size() > 1) {
            cells.add(row(first("total", Style.HEADING), all));
        }
        return new Table(columns, cells).draw(width, glyphs);
    }

    /** What all share stands above; the metric's name stays. */
    private String name(Labels labels, int series) {
        if (series == 1) {
            return Escaping.visible(labels.toString());
        }
        Labels own = split.own(labels).without(Labels.METRIC_NAME);
        String text = labels.metricName() + (own.isEmpty() ? "" : own);
        return Escaping.visible(SeriesNotation.isPlainMetricName(labels.metricName()) ? text : labels.toString());
    }

    /** The cells that name a series. */
    private List<Line> names(Labels labels, int series) {
        if (byLabel.isEmpty()) {
            return first(name(labels, series), Style.METRIC);
        }
        return byLabel.stream()
                .map(label -> Line.of(Escaping.visible(labels.get(label)), Style.LABEL_VALUE))
                .toList();
    }

    /** The cells that name a row which is no series. */
    private List<Line> first(String text, Style style) {
        List<Line> cells = new ArrayList<>(List.of(Line.of(text, style)));
        while (cells.size() < byLabel.size()) {
            cells.add(Line.EMPTY);
        }
        return cells;
    }

    private List<Line> row(List<Line> names, List<SeriesCoverage> series) {
        long expected = series.stream().mapToLong(SeriesCoverage::expected).sum();
        long present = series.stream().mapToLong(SeriesCoverage::present).sum();
        double ratio = expected == 0 ? 1 : (double) present / expected;
        long gaps = series.stream().mapToLong(one -> one.gaps().size()).sum();
        Style mood = ratio >= 1 ? Style.GOOD : ratio >= 0.99 ? Style.WARNING : Style.BAD;
        List<Line> cells = new ArrayList<>(names);
        cells.add(Line.of(Counts.grouped(present), Style.NUMBER));
        cells.add(Line.of(Counts.grouped(expected), Style.NUMBER));
        cells.add(Line.of(HumanNumbers.percent(ratio), mood));
        cells.add(Line.of(Long.toString(gaps), Style.NUMBER));
        cells.add(PresenceStrip.draw(PresenceShares.of(series, report.window(), strip()), glyphs));
        return cells;
    }

    /** Names come first: the strip takes the room that they leave. */
    private int strip() {
        int names = byLabel.isEmpty()
                ? widest(series -> name(series.labels(), report.series().size()))
                : -2;
        for (String label : byLabel) {
            int values = widest(series -> Escaping.visible(series.labels().get(label)));
            names += 2 + Math.max(values, DisplayWidth.of(Escaping.visible(label)));
        }
        int room = width.orElse(100) - NUMBERS - Math.min(MOST_NAME, names);
        return Math.max(LEAST_STRIP, Math.min(MOST_STRIP, room));
    }

    private int widest(Function<SeriesCoverage, String> text) {
        return report.series().stream()
                .mapToInt(series -> DisplayWidth.of(text.apply(series)))
                .max()
                .orElse(0);
    }

    private List<Line> gaps(List<GapGroup> groups) {
        List<GapGroup> longest = groups.stream()
                .sorted(Comparator.comparing(GapGroup::missing).reversed())
                .limit(GAPS)
                .sorted(Comparator.comparing(GapGroup::start))
                .toList();
        List<Column> columns = List.of(
                Column.fixed("missing from"),
                Column.fixed("to"),
                Column.numbers("length"),
                Column.numbers("samples"),
                Column.numbers("series").droppable(1),
                Column.text("cause"));
        List<List<Line>> cells = new ArrayList<>();
        for (GapGroup group : longest) {
            cells.add(List.of(
                    Line.plain(time(group.start())),
                    Line.plain(time(group.end())),
                    Line.of(HumanDuration.of(group.length()), Style.DURATION),
                    Line.of(Counts.grouped(group.missing()), Style.NUMBER),
                    Line.of(Integer.toString(group.series().size()), Style.NUMBER),
                    Line.of(cause(group), group.cause() == Cause.UNKNOWN ? Style.DIM : Style.PLAIN)));
        }
        List<Line> lines = new ArrayList<>(new Table(columns, cells).draw(width, glyphs));
        if (groups.size() > longest.size()) {
            lines.add(Line.of(
                    "and " + Counts.of(groups.size() - longest.size(), "gap") + " of fewer samples: type gaps",
                    Style.DIM));
        }
        return lines;
    }

    private static String cause(GapGroup group) {
        boolean marked = group.cause() == Cause.SERIES_ENDED && group.marked() > 0;
        return group.cause().words() + (marked ? " (stale marker)" : "");
    }

    private String time(Instant instant) {
        return Timestamps.dateTime(instant.getEpochSecond() * 1000, zone);
    }

    /** Returns what has to be said beside the table. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (report.metrics().size() > 1) {
            notes.add(report.metricsWithData() + " of "
                    + Counts.of(report.metrics().size(), "metric") + " have data");
        }
        for (MetricCoverage metric : report.metrics()) {
            summed(metric, notes);
        }
        Set<String> changes = new TreeSet<>();
        for (SeriesCoverage series : report.series()) {
            series.rhythm()
                    .filter(rhythm -> rhythm.phases().size() > 1)
                    .ifPresent(rhythm -> changes.add(change(rhythm)));
        }
        changes.stream().limit(3).forEach(notes::add);
        report.configured().ifPresent(configured -> configured(configured, notes));
        if (report.counted()) {
            notes.add("whole windows were counted by the server, "
                    + Counts.of(report.read().samples(), "sample") + " read");
        }
        return notes;
    }

    /**
     * Samples of several series over the slots of one look like more than there is. It is told where such a figure would pass for
     * a good one, so that a report that counted like that is told apart from this one.
     */
    private static void summed(MetricCoverage metric, List<String> notes) {
        if (metric.series().size() < 2 || metric.present() == metric.expected()) {
            return;
        }
        long slots = metric.series().stream()
                .mapToLong(SeriesCoverage::expected)
                .max()
                .orElse(0);
        double mistaken = slots == 0 ? 0 : (double) metric.present() / slots;
        if (mistaken >= LEAST_MISTAKEN && mistaken <= 1) {
            notes.add("not to be mistaken for " + HumanNumbers.percent(mistaken) + ": that would be the "
                    + Counts.grouped(metric.present()) + " samples of all "
                    + Counts.of(metric.series().size(), "series", "series") + " over the " + Counts.grouped(slots)
                    + " expected of one; " + Counts.grouped(metric.expected()) + " are expected of all, and "
                    + HumanNumbers.percent((double) metric.present() / metric.expected()) + " of them are there");
        }
    }

    private String change(Rhythm rhythm) {
        StringBuilder words = new StringBuilder("the interval changed: ");
        words.append(PromDuration.format(rhythm.phases().get(0).interval()));
        for (Rhythm.Phase phase : rhythm.phases().subList(1, rhythm.phases().size())) {
            words.append(", from ").append(time(phase.from())).append(" on ");
            words.append(PromDuration.format(phase.interval()));
        }
        return words.toString();
    }

    private void configured(Duration configured, List<String> notes) {
        boolean differs = report.series().stream()
                .anyMatch(series -> series.source() == IntervalSource.MEASURED
                        && series.rhythm().isPresent()
                        && series.interval().toMillis() > configured.toMillis() * 3 / 2
                        // Many times more is a target that brings timestamps of its own.
                        && series.interval().toMillis() <= configured.toMillis() * 5);
        if (differs) {
            String interval = PromDuration.format(configured);
            notes.add("the target is configured to scrape every " + interval
                    + ", which is more often than measured: count against it with --interval " + interval);
        }
    }
}
