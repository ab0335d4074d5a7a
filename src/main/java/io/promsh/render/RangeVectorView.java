package io.promsh.render;

import io.promsh.model.Labels;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import io.promsh.text.Counts;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.text.Timestamps;
import java.util.ArrayList;
import java.util.List;

/** A range vector: a row a series with its figures and a sparkline; what is the same for all stands in the footer. */
final class RangeVectorView {
    private static final int TREND_COLUMNS = 20;

    private final RangeVector vector;
    private final ViewOptions options;
    private final Unit unit;
    private final List<Series> shown = new ArrayList<>();
    private final List<SeriesFigures> figures = new ArrayList<>();

    RangeVectorView(RangeVector vector, ViewOptions options) {
        this.vector = vector;
        this.options = options;
        this.unit = UnitGuess.of(options.expression());
        for (Series series : vector.series()) {
            if (shown.size() < options.rows() && series.size() > 0) {
                shown.add(series);
                figures.add(SeriesFigures.of(series));
            }
        }
    }

    View draw() {
        if (shown.isEmpty()) {
            return new View(List.of(), List.of(Line.of("no data", Style.DIM)));
        }
        boolean isRegular = figures.stream()
                .allMatch(one -> one.samples() == figures.get(0).samples()
                        && one.firstMillis() == figures.get(0).firstMillis()
                        && one.lastMillis() == figures.get(0).lastMillis());
        boolean hasFloats = shown.stream().anyMatch(series -> series.values().length > 0);
        List<Column> columns = new ArrayList<>();
        if (!isRegular) {
            columns.add(Column.numbers("samples").droppable(5));
            columns.add(Column.fixed("first").droppable(6));
            columns.add(Column.fixed("last at").droppable(6));
        }
        if (hasFloats) {
            columns.add(Column.numbers("min").droppable(2));
            columns.add(Column.numbers("avg").droppable(3));
            columns.add(Column.numbers("max").droppable(2));
        }
        columns.add(Column.numbers("last"));
        columns.add(Column.fixed("").droppable(1));
        List<Labels> labels = new ArrayList<>(shown.size());
        shown.forEach(series -> labels.add(series.labels()));
        TrendWindow window = TrendWindow.of(options.window(), shown);
        boolean isOneDay = isOneDay();
        SeriesTable table = new SeriesTable(labels, columns, i -> {
            List<Line> cells = new ArrayList<>(columns.size());
            SeriesFigures one = figures.get(i);
            if (!isRegular) {
                cells.add(Line.of(Counts.grouped(one.samples()), Style.NUMBER));
                cells.add(Line.plain(time(one.firstMillis(), isOneDay)));
                cells.add(Line.plain(time(one.lastMillis(), isOneDay)));
            }
            if (hasFloats) {
                cells.add(number(one.min()));
                cells.add(number(one.mean()));
                cells.add(number(one.max()));
            }
            cells.add(last(shown.get(i), one));
            String bars = Sparkline.of(shown.get(i), window.start(), window.end(), TREND_COLUMNS, options.glyphs());
            cells.add(bars.isBlank() ? Line.EMPTY : Line.of(bars, Style.SERIES_1));
            return cells;
        });
        return new View(table.draw(options), List.of(footer(isRegular)));
    }

    private Line last(Series series, SeriesFigures one) {
        if (series.values().length > 0 || series.histograms().isEmpty()) {
            return number(one.last());
        }
        int lastIndex = series.histograms().size() - 1;
        return HistogramStrip.figures(series.histograms().get(lastIndex).histogram(), unit, options.glyphs());
    }

    private Line number(double value) {
        boolean isOdd = Double.isNaN(value) || Double.isInfinite(value);
        return Line.of(unit.format(value, options.glyphs()), isOdd ? Style.WARNING : Style.NUMBER);
    }

    private boolean isOneDay() {
        String day = Timestamps.date(figures.get(0).firstMillis(), options.zone());
        return figures.stream()
                .allMatch(one -> Timestamps.date(one.firstMillis(), options.zone())
                                .equals(day)
                        && Timestamps.date(one.lastMillis(), options.zone()).equals(day));
    }

    private String time(long millis, boolean isOneDay) {
        // Without the milliseconds, which only the exact formats need.
        long second = Math.floorDiv(millis, 1000L) * 1000;
        return isOneDay
                ? Timestamps.time(second, options.zone())
                : Timestamps.dateTime(second, options.zone()).substring(5);
    }

    private Line footer(boolean isRegular) {
        Glyphs glyphs = options.glyphs();
        StringBuilder text = new StringBuilder(SeriesTable.count(shown.size(), nonEmpty(), "series", "series"));
        String separator = " " + glyphs.separator() + " ";
        long first =
                figures.stream().mapToLong(SeriesFigures::firstMillis).min().orElse(0);
        long last = figures.stream().mapToLong(SeriesFigures::lastMillis).max().orElse(0);
        if (isRegular) {
            text.append(separator).append(Counts.of(figures.get(0).samples(), "sample"));
            text.append(shown.size() == 1 ? "" : " each");
        }
        text.append(separator).append(TimeSpan.of(first, last, options.zone(), glyphs));
        return Line.of(text.toString(), Style.DIM);
    }

    private int nonEmpty() {
        return (int)
                vector.series().stream().filter(series -> series.size() > 0).count();
    }
}
