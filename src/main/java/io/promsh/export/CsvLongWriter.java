package io.promsh.export;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A sample a row: a column for each label that any series has, the metric's name first, then {@code timestamp} (RFC 3339 in UTC),
 * {@code value} and, only where there are any, {@code histogram}. A label of one of these names has {@code label_} before it.
 */
final class CsvLongWriter implements SampleWriter {
    private static final Set<String> RESERVED = Set.of("timestamp", "value", "histogram");
    private static final byte[] ROW_END = {'\r', '\n'};

    private final ByteText out;
    private final List<String> names = new ArrayList<>();
    private final boolean hasHistograms;
    private final NanCount nans = new NanCount();
    private byte[] labelCells = new byte[0];
    private long written;

    CsvLongWriter(ByteText out, Overview overview) throws IOException {
        this.out = out;
        this.hasHistograms = overview.histograms() > 0;
        if (overview.labelNames().contains(Labels.METRIC_NAME)) {
            names.add(Labels.METRIC_NAME);
        }
        overview.labelNames().stream()
                .filter(name -> !name.equals(Labels.METRIC_NAME))
                .forEach(names::add);
        for (String name : names) {
            out.put(CsvText.cell(heading(name, overview))).put(',');
        }
        out.put("timestamp,value").put(hasHistograms ? ",histogram" : "").put(ROW_END);
    }

    private static String heading(String name, Overview overview) {
        String heading = name;
        while (RESERVED.contains(heading)
                || (!heading.equals(name) && overview.labelNames().contains(heading))) {
            heading = "label_" + heading;
        }
        return heading;
    }

    @Override
    public void begin(Labels labels) {
        StringBuilder cells = new StringBuilder();
        names.forEach(name -> cells.append(CsvText.cell(labels.get(name))).append(','));
        labelCells = cells.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void samples(Series slice) throws IOException {
        long[] times = slice.timestampsMillis();
        double[] values = slice.values();
        List<HistogramSample> histograms = slice.histograms();
        int next = 0;
        for (int i = 0; i < times.length; i++) {
            while (next < histograms.size() && histograms.get(next).timestampMillis() < times[i]) {
                histogram(histograms.get(next++));
            }
            if (nans.isStale(values[i])) {
                continue;
            }
            out.line(labelCells).rfc3339(times[i]).put(',').value(values[i]);
            if (hasHistograms) {
                out.put(',');
            }
            out.put(ROW_END);
            written++;
        }
        while (next < histograms.size()) {
            histogram(histograms.get(next++));
        }
    }

    private void histogram(HistogramSample sample) throws IOException {
        out.put(labelCells).rfc3339(sample.timestampMillis()).put(",,");
        out.put(CsvText.cell(CsvText.histogram(sample.histogram()))).put(ROW_END);
        written++;
    }

    @Override
    public void end() {
        // Rows carry their labels.
    }

    @Override
    public void finish() {
        // Nothing stands behind the last row.
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public Loss lost() {
        return new Loss(nans.stale(), 0, nans.payloads());
    }
}
