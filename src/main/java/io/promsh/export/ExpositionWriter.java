package io.promsh.export;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.SeriesNotation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Text as targets expose it, a timestamp on every sample: OpenMetrics, or the older format of Prometheus. */
final class ExpositionWriter implements SampleWriter {
    /** The two text formats. */
    enum Dialect {
        /** Times in seconds, {@code # EOF} at the end. */
        OPENMETRICS,
        /** Times in milliseconds, types of whole names. */
        TEXT
    }

    private final ByteText out;
    private final Dialect dialect;
    private final NanCount nans = new NanCount();
    private byte[] series = new byte[0];
    private long written;
    private long histograms;

    ExpositionWriter(ByteText out, Dialect dialect, String metric, MetricFamily family) throws IOException {
        this.out = out;
        this.dialect = dialect;
        if (dialect == Dialect.OPENMETRICS) {
            head(family.name(), family.type(), family.help(), true);
            if (!family.unit().isEmpty()) {
                out.put("# UNIT ").put(name(family.name())).put(" " + family.unit() + "\n");
            }
        } else {
            boolean isPart =
                    family.type().endsWith("histogram") || family.type().equals("summary");
            String type = switch (family.type()) {
                case "counter" -> metric.endsWith("_created") ? "gauge" : "counter";
                case "gauge", "histogram", "summary" -> family.type();
                case "info", "stateset" -> "gauge";
                default -> "untyped";
            };
            head(isPart ? family.name() : metric, type, family.help(), false);
        }
    }

    private void head(String name, String type, String help, boolean quotesEscaped) throws IOException {
        out.put("# TYPE ").put(name(name)).put(" " + type + "\n");
        if (!help.isEmpty()) {
            String escaped = help.replace("\\", "\\\\").replace("\n", "\\n");
            out.put("# HELP ").put(name(name)).put(" ");
            out.put(quotesEscaped ? escaped.replace("\"", "\\\"") : escaped).put('\n');
        }
    }

    private static String name(String metric) {
        if (SeriesNotation.isPlainMetricName(metric)) {
            return metric;
        }
        StringBuilder quoted = new StringBuilder();
        SeriesNotation.quote(quoted, metric);
        return quoted.toString();
    }

    @Override
    public void begin(Labels labels) {
        String metric = labels.metricName();
        StringBuilder text = new StringBuilder();
        boolean isPlain = SeriesNotation.isPlainMetricName(metric);
        text.append(isPlain ? metric : "");
        boolean hasBraces = !isPlain || labels.size() > 1;
        text.append(hasBraces ? "{" : "");
        int start = text.length();
        if (!isPlain) {
            SeriesNotation.quote(text, metric);
        }
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.name(i);
            if (label.equals(Labels.METRIC_NAME)) {
                continue;
            }
            text.append(text.length() > start ? "," : "");
            if (SeriesNotation.isPlainLabelName(label)) {
                text.append(label);
            } else {
                SeriesNotation.quote(text, label);
            }
            text.append('=');
            SeriesNotation.quote(text, labels.value(i));
        }
        text.append(hasBraces ? "} " : " ");
        series = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void samples(Series slice) throws IOException {
        long[] times = slice.timestampsMillis();
        double[] values = slice.values();
        for (int i = 0; i < times.length; i++) {
            if (nans.isStale(values[i])) {
                continue;
            }
            out.line(series).value(values[i]).put(' ');
            time(times[i]);
            out.put('\n');
            written++;
        }
        histograms += slice.histograms().size();
    }

    private void time(long millis) throws IOException {
        if (dialect == Dialect.TEXT) {
            out.number(millis);
            return;
        }
        out.seconds(millis);
        // Readers in Go multiply by a thousand and cut: what falls short by rounding gets a little more
        // (1,754,229,600.057).
        if (millis % 1000 != 0 && (long) (millis / 1000.0 * 1000) != millis) {
            out.put(millis > 0 ? "0001" : "");
        }
    }

    @Override
    public void end() {
        // A series is lines, and the last one is ended.
    }

    @Override
    public void finish() throws IOException {
        if (dialect == Dialect.OPENMETRICS) {
            out.put("# EOF\n");
        }
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public Loss lost() {
        return new Loss(nans.stale(), histograms, nans.payloads());
    }
}
