package io.promsh.output;

import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.Values;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import io.promsh.text.Timestamps;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The long layout: a sample a row, with a column for each label that any series has (the metric name first), then
 * {@code timestamp} (RFC 3339 in UTC), {@code value} and, only where there are any, {@code histogram}. A label that bears the
 * name of one of these has {@code label_} before it.
 */
final class RowsQueryWriter implements QueryWriter {
    private static final Set<String> RESERVED = Set.of("timestamp", "value", "histogram");
    private static final int TIMESTAMP_WIDTH = 24;

    private final RowFormat format;
    private final boolean isAligned;

    /**
     * @param isAligned whether the format needs the widths of the cells; histograms then stand in the last column, {@code value}
     */
    RowsQueryWriter(RowFormat format, boolean isAligned) {
        this.format = format;
        this.isAligned = isAligned;
    }

    @Override
    public void write(QueryAnswer answer, String target, Writer out) throws IOException {
        List<Series> all = SeriesList.of(answer.result());
        List<String> names = labelNames(all);
        boolean hasHistograms = false;
        for (Series series : all) {
            hasHistograms |= !series.histograms().isEmpty();
        }
        RowBuffer buffer = new RowBuffer(out);
        List<RowColumn> columns = columns(all, names, hasHistograms && !isAligned, !hasHistograms || !isAligned);
        boolean isEmpty = all.isEmpty() && !(answer.result() instanceof QueryResult.StringValue);
        // Headings over nothing tell the eye nothing; a program wants to know the columns all the same.
        if (!isEmpty || !isAligned) {
            format.begin(buffer.text, columns);
        }
        for (Series series : all) {
            writeSeries(buffer, series, names, columns.size());
        }
        if (answer.result() instanceof QueryResult.StringValue string) {
            format.separator(buffer.text, 0);
            Timestamps.appendRfc3339(buffer.text, string.time().toEpochMilli());
            format.text(buffer.text, 1, string.value());
            format.endRow(buffer.text);
        }
        buffer.flush();
    }

    private static List<String> labelNames(List<Series> all) {
        TreeSet<String> names = new TreeSet<>();
        for (Series series : all) {
            Labels labels = series.labels();
            for (int i = 0; i < labels.size(); i++) {
                names.add(labels.name(i));
            }
        }
        List<String> ordered = new ArrayList<>();
        if (names.remove(Labels.METRIC_NAME)) {
            ordered.add(Labels.METRIC_NAME);
        }
        ordered.addAll(names);
        return ordered;
    }

    private List<RowColumn> columns(
            List<Series> all, List<String> names, boolean hasHistogramColumn, boolean isValueNumber) {
        List<RowColumn> columns = new ArrayList<>();
        for (String name : names) {
            String heading = heading(name, names);
            columns.add(new RowColumn(heading, false, isAligned ? width(all, name, heading) : 0));
        }
        columns.add(new RowColumn("timestamp", false, TIMESTAMP_WIDTH));
        columns.add(new RowColumn("value", isValueNumber, 0));
        if (hasHistogramColumn) {
            columns.add(new RowColumn("histogram", false, 0));
        }
        return columns;
    }

    private static String heading(String name, List<String> names) {
        String heading = name;
        while (RESERVED.contains(heading) || (!heading.equals(name) && names.contains(heading))) {
            heading = "label_" + heading;
        }
        return heading;
    }

    private static int width(List<Series> all, String name, String heading) {
        int width = DisplayWidth.of(Escaping.visible(heading));
        for (Series series : all) {
            width = Math.max(
                    width, DisplayWidth.of(Escaping.visible(series.labels().get(name))));
        }
        return width;
    }

    /** Writes the samples of both kinds in the order of their times. */
    private void writeSeries(RowBuffer buffer, Series series, List<String> names, int columnCount) throws IOException {
        StringBuilder text = buffer.text;
        int start = text.length();
        for (int i = 0; i < names.size(); i++) {
            format.text(text, i, series.labels().get(names.get(i)));
        }
        String labels = text.substring(start);
        text.setLength(start);
        int timeColumn = names.size();
        long[] times = series.timestampsMillis();
        int nextHistogram = 0;
        for (int i = 0; i <= times.length; i++) {
            long until = i < times.length ? times[i] : Long.MAX_VALUE;
            while (nextHistogram < series.histograms().size()
                    && series.histograms().get(nextHistogram).timestampMillis() < until) {
                HistogramSample sample = series.histograms().get(nextHistogram++);
                begin(text, labels, timeColumn, sample.timestampMillis());
                if (!isAligned) {
                    format.separator(text, timeColumn + 1);
                }
                format.text(text, columnCount - 1, HistogramText.of(sample.histogram()));
                end(buffer);
            }
            if (i == times.length) {
                break;
            }
            begin(text, labels, timeColumn, times[i]);
            format.separator(text, timeColumn + 1);
            Values.append(text, series.values()[i]);
            if (columnCount > timeColumn + 2) {
                format.separator(text, timeColumn + 2);
            }
            end(buffer);
        }
    }

    private void begin(StringBuilder text, String labels, int timeColumn, long time) {
        text.append(labels);
        format.separator(text, timeColumn);
        Timestamps.appendRfc3339(text, time);
    }

    private void end(RowBuffer buffer) throws IOException {
        format.endRow(buffer.text);
        buffer.endRow();
    }
}
