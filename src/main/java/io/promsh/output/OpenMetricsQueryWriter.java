package io.promsh.output;

import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.Series;
import io.promsh.model.SeriesNotation;
import io.promsh.model.Values;
import io.promsh.text.Escaping;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * OpenMetrics text with a timestamp on every sample, grouped by metric and series, ended by {@code # EOF}, as
 * {@code promtool tsdb create-blocks-from openmetrics} reads it. Types are not known here, so no family says one. Names beyond
 * ASCII are quoted as Prometheus 3 does. What the format cannot carry is left out and counted.
 */
final class OpenMetricsQueryWriter implements QueryWriter {
    private final boolean isTerminal;

    /**
     * @param isTerminal whether control characters must be shown instead of sent
     */
    OpenMetricsQueryWriter(boolean isTerminal) {
        this.isTerminal = isTerminal;
    }

    @Override
    public void write(QueryAnswer answer, String target, Writer out) throws IOException {
        List<Series> sorted = new ArrayList<>(SeriesList.of(answer.result()));
        sorted.removeIf(series -> series.labels().metricName().isEmpty());
        sorted.sort(Comparator.comparing((Series series) -> series.labels().metricName())
                .thenComparing(Series::labels));
        RowBuffer buffer = new RowBuffer(out);
        for (Series series : sorted) {
            writeSeries(buffer, series);
        }
        buffer.text.append("# EOF\n");
        buffer.flush();
    }

    private void writeSeries(RowBuffer buffer, Series series) throws IOException {
        String name = name(series.labels());
        StringBuilder text = buffer.text;
        for (int i = 0; i < series.values().length; i++) {
            double value = series.values()[i];
            if (Values.isStale(value)) {
                continue;
            }
            text.append(name).append(' ');
            Values.append(text, value);
            text.append(' ');
            Seconds.append(text, series.timestampsMillis()[i]);
            text.append('\n');
            buffer.endRow();
        }
    }

    private String name(Labels labels) {
        String metric = labels.metricName();
        StringBuilder out = new StringBuilder();
        boolean isPlain = SeriesNotation.isPlainMetricName(metric);
        if (isPlain) {
            out.append(metric);
        }
        if (isPlain && labels.size() == 1) {
            return out.toString();
        }
        out.append('{');
        int start = out.length();
        if (!isPlain) {
            SeriesNotation.quote(out, metric);
        }
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.name(i);
            if (label.equals(Labels.METRIC_NAME)) {
                continue;
            }
            if (out.length() > start) {
                out.append(',');
            }
            if (SeriesNotation.isPlainLabelName(label)) {
                out.append(label);
            } else {
                SeriesNotation.quote(out, label);
            }
            out.append('=');
            SeriesNotation.quote(out, labels.value(i));
        }
        out.append('}');
        return isTerminal ? Escaping.visible(out.toString()) : out.toString();
    }

    @Override
    public Lost lost(QueryAnswer answer) {
        long histograms = 0;
        long nameless = 0;
        long stale = 0;
        for (Series series : SeriesList.of(answer.result())) {
            histograms += series.histograms().size();
            if (series.labels().metricName().isEmpty()) {
                nameless += series.values().length;
                continue;
            }
            for (double value : series.values()) {
                stale += Values.isStale(value) ? 1 : 0;
            }
        }
        // A string is a sample that no name can be given to.
        boolean isString = answer.result().resultType().equals("string");
        return new Lost(histograms, nameless + (isString ? 1 : 0), stale);
    }
}
