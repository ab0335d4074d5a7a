package io.promsh.render;

import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.Values;
import io.promsh.text.Counts;
import io.promsh.text.Glyphs;
import io.promsh.text.HumanDuration;
import io.promsh.text.HumanNumbers;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.text.Timestamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Stored samples: for each series its span, how they are spaced, and the first and last of them with the time between. */
final class RawView {
    private static final int TREND_COLUMNS = 60;

    private final RangeVector vector;
    private final ViewOptions options;
    private final Glyphs glyphs;

    RawView(RangeVector vector, ViewOptions options) {
        this.vector = vector;
        this.options = options;
        this.glyphs = options.glyphs();
    }

    View draw() {
        List<Series> filled =
                vector.series().stream().filter(series -> series.size() > 0).toList();
        if (filled.isEmpty()) {
            return new View(List.of(), List.of(Line.of("no data", Style.DIM)));
        }
        List<Series> shown = filled.subList(0, Math.min(options.rows(), filled.size()));
        List<Line> lines = new ArrayList<>();
        for (Series series : shown) {
            if (!lines.isEmpty()) {
                lines.add(Line.EMPTY);
            }
            addSeries(lines, series);
        }
        String count = SeriesTable.count(shown.size(), filled.size(), "series", "series") + " " + glyphs.separator()
                + " " + Counts.of(vector.sampleCount(), "sample");
        return new View(lines, List.of(Line.of(count, Style.DIM)));
    }

    private void addSeries(List<Line> lines, Series series) {
        int width = options.width().orElse(Integer.MAX_VALUE);
        long[] times = times(series);
        long first = times[0];
        long last = times[times.length - 1];
        lines.addAll(Wrap.of(SeriesLine.of(series.labels()), width));
        Optional<Spacing> spacing = Spacing.of(times);
        add(
                lines,
                Line.of(
                        Counts.of(times.length, "sample") + " " + glyphs.separator() + " "
                                + TimeSpan.of(first, last, options.zone(), glyphs),
                        Style.DIM));
        spacing.ifPresent(known -> add(lines, spacingLine(known)));
        TrendWindow window = TrendWindow.of(options.window(), List.of(series));
        int columns = Math.min(Math.min(TREND_COLUMNS, width), times.length);
        String bars = Sparkline.of(series, window.start(), window.end(), columns, glyphs)
                .stripTrailing();
        if (times.length > 2 && !bars.isBlank()) {
            lines.add(Line.of(bars, Style.SERIES_1));
        }
        lines.addAll(samples(series, times, spacing).draw(options.width(), glyphs));
    }

    private void add(List<Line> lines, Line line) {
        lines.addAll(Wrap.of(line, options.width().orElse(Integer.MAX_VALUE)));
    }

    private Line spacingLine(Spacing spacing) {
        String separator = " " + glyphs.separator() + " ";
        Line line = Line.of("every ", Style.DIM)
                .plus(HumanDuration.ofMillis(spacing.mode()), Style.DURATION)
                .plus(" (" + HumanNumbers.percent(spacing.modeShare()) + ")" + separator + "median ", Style.DIM)
                .plus(HumanDuration.ofMillis(spacing.median()), Style.DURATION)
                .plus(separator + "min ", Style.DIM)
                .plus(HumanDuration.ofMillis(spacing.min()), Style.DURATION)
                .plus(separator + "max ", Style.DIM);
        Style max = spacing.isGap(spacing.max()) ? Style.WARNING : Style.DURATION;
        return line.plus(HumanDuration.ofMillis(spacing.max()), max);
    }

    private Table samples(Series series, long[] times, Optional<Spacing> spacing) {
        int head = times.length <= options.samples() ? times.length : (options.samples() + 1) / 2;
        int tail = times.length - head <= 0 ? times.length : times.length - options.samples() / 2;
        List<List<Line>> rows = new ArrayList<>();
        boolean isOneDay = Timestamps.date(times[0], options.zone())
                .equals(Timestamps.date(times[times.length - 1], options.zone()));
        SampleLines samples = new SampleLines(series);
        for (int i = 0; i < times.length; i++) {
            if (i == head) {
                String skipped = glyphs.ellipsis() + " " + Counts.grouped(tail - head) + " more";
                rows.add(List.of(Line.of(skipped, Style.DIM), Line.EMPTY, Line.EMPTY));
                i = tail;
            }
            if (i >= times.length) {
                break;
            }
            String time = isOneDay
                    ? Timestamps.time(times[i], options.zone())
                    : Timestamps.dateTime(times[i], options.zone());
            Line after = i == 0 ? Line.EMPTY : distance(times[i] - times[i - 1], spacing);
            rows.add(List.of(Line.plain(time), samples.at(times[i]), after));
        }
        return new Table(
                List.of(
                        Column.fixed("time"),
                        Column.numbers("value"),
                        Column.numbers("after").droppable(1)),
                rows);
    }

    private static Line distance(long millis, Optional<Spacing> spacing) {
        boolean isGap = spacing.isPresent() && spacing.get().isGap(millis);
        return Line.of(HumanDuration.ofMillis(millis), isGap ? Style.WARNING : Style.DIM);
    }

    /** Times of both kinds of samples, ascending. */
    private static long[] times(Series series) {
        if (series.histograms().isEmpty()) {
            return series.timestampsMillis();
        }
        long[] all = Arrays.copyOf(series.timestampsMillis(), series.size());
        int next = series.timestampsMillis().length;
        for (HistogramSample sample : series.histograms()) {
            all[next++] = sample.timestampMillis();
        }
        Arrays.sort(all);
        return all;
    }

    /** Finds the sample at a time, of whichever kind. */
    private final class SampleLines {
        private final Series series;

        SampleLines(Series series) {
            this.series = series;
        }

        Line at(long time) {
            int i = Arrays.binarySearch(series.timestampsMillis(), time);
            if (i >= 0) {
                double value = series.values()[i];
                return Line.of(Values.isStale(value) ? "stale" : Values.format(value), Style.NUMBER);
            }
            for (HistogramSample sample : series.histograms()) {
                if (sample.timestampMillis() == time) {
                    return HistogramStrip.figures(sample.histogram(), Unit.NONE, glyphs);
                }
            }
            return Line.EMPTY;
        }
    }
}
