package io.promsh.render;

import io.promsh.model.Labels;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.Series;
import io.promsh.text.HumanNumbers;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.text.Timestamps;
import java.util.ArrayList;
import java.util.List;

/**
 * An instant vector: a row a series with its value, what the value means where its unit tells, and its trend.
 *
 * <pre>
 * node_memory_free_bytes{job="node"}
 * instance        value
 * web-1:9100  123456789  118 MiB
 * </pre>
 */
final class InstantVectorView {
    private static final int TREND_COLUMNS = 16;

    private final InstantVector vector;
    private final ViewOptions options;
    private final Unit unit;
    private final List<Element> shown;

    InstantVectorView(InstantVector vector, ViewOptions options) {
        this.vector = vector;
        this.options = options;
        this.unit = UnitGuess.of(options.expression());
        this.shown = vector.elements().subList(0, Math.min(options.rows(), vector.seriesCount()));
    }

    View draw() {
        if (shown.isEmpty()) {
            return new View(List.of(), List.of(Line.of("no data", Style.DIM)));
        }
        boolean hasMeaning = unit == Unit.BYTES
                || unit == Unit.BYTES_PER_SECOND
                || unit == Unit.TIMESTAMP
                || (unit == Unit.SECONDS && shown.stream().anyMatch(element -> Math.abs(element.value()) >= 60));
        boolean hasHistograms =
                shown.stream().anyMatch(element -> element.histogram().isPresent());
        boolean hasTrends = shown.stream().anyMatch(element -> options.trends().containsKey(element.labels()));
        List<Column> columns = new ArrayList<>();
        columns.add(Column.numbers(shown.size() == 1 ? "" : "value"));
        if (hasMeaning) {
            columns.add(Column.numbers("").droppable(2));
        }
        if (hasTrends || hasHistograms) {
            columns.add(Column.fixed("").droppable(1));
        }
        List<Labels> labels = new ArrayList<>(shown.size());
        shown.forEach(element -> labels.add(element.labels()));
        SeriesTable table = new SeriesTable(labels, columns, i -> {
            List<Line> cells = new ArrayList<>(3);
            cells.add(value(shown.get(i)));
            if (hasMeaning) {
                cells.add(meaning(shown.get(i)));
            }
            if (hasTrends || hasHistograms) {
                cells.add(drawing(shown.get(i)));
            }
            return cells;
        });
        return new View(table.draw(options), List.of(footer()));
    }

    private Line value(Element element) {
        return element.histogram()
                .map(histogram -> HistogramStrip.figures(histogram, unit, options.glyphs()))
                .orElseGet(() -> Line.of(HumanNumbers.value(element.value()), style(element.value())));
    }

    private static Style style(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? Style.WARNING : Style.NUMBER;
    }

    private Line meaning(Element element) {
        double value = element.value();
        if (element.histogram().isPresent() || Double.isNaN(value) || Double.isInfinite(value)) {
            return Line.EMPTY;
        }
        if (unit != Unit.TIMESTAMP) {
            return Line.of(unit.format(value, options.glyphs()), Style.DIM);
        }
        if (value <= 0 || value > 1e11) {
            return Line.EMPTY;
        }
        return Line.of(Timestamps.dateTime(1000L * (long) value, options.zone()), Style.DIM);
    }

    private Line drawing(Element element) {
        if (element.histogram().isPresent()) {
            return Line.of(HistogramStrip.bars(element.histogram().get(), options.glyphs()), Style.SERIES_1);
        }
        Series trend = options.trends().get(element.labels());
        if (trend == null || trend.size() == 0) {
            return Line.EMPTY;
        }
        TrendWindow window = TrendWindow.of(options.window(), List.of(trend));
        String bars = Sparkline.of(trend, window.start(), window.end(), TREND_COLUMNS, options.glyphs());
        return Line.of(bars, Style.SERIES_1);
    }

    private Line footer() {
        long at = vector.elements().get(0).time().toEpochMilli();
        return Line.of(
                SeriesTable.count(shown.size(), vector.seriesCount(), "series", "series")
                        + " at "
                        + Timestamps.dateTime(at, options.zone())
                        + " "
                        + Timestamps.zoneName(options.zone()),
                Style.DIM);
    }
}
