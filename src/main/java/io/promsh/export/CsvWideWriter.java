package io.promsh.export;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A time a row, a column for each series: {@code timestamp}, then the series in PromQL notation. The samples are read window by
 * window, so that a bounded number of them is in memory.
 */
final class CsvWideWriter {
    private static final long BYTES_A_SAMPLE = 96;
    private static final String ROW_END = "\r\n";

    private final ByteText out;
    private final List<Labels> columns;
    private final NanCount nans = new NanCount();
    private long written;
    private long histograms;

    CsvWideWriter(ByteText out, Overview overview) throws IOException {
        this.out = out;
        this.columns = overview.series();
        out.put("timestamp");
        for (Labels labels : columns) {
            out.put(',').put(CsvText.cell(labels.toString()));
        }
        out.put(ROW_END);
    }

    void write(MetricSamples samples, TimeRange window, long sampleCount, long heapBytes) throws IOException {
        long most = Math.max(100_000, heapBytes / 4 / BYTES_A_SAMPLE);
        long pieces = Math.max(1, (sampleCount + most - 1) / most);
        long millis = Math.max(1, (window.length().toMillis() + pieces - 1) / pieces);
        for (var from = window.start(); from.isBefore(window.end()); from = from.plusMillis(millis)) {
            var to = from.plus(Duration.ofMillis(millis));
            piece(samples, new TimeRange(from, to.isAfter(window.end()) ? window.end() : to));
        }
    }

    private void piece(MetricSamples samples, TimeRange window) throws IOException {
        Gathered gathered = new Gathered();
        samples.read(window, gathered);
        Map<Labels, Integer> places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
        Column[] cells = new Column[columns.size()];
        Arrays.setAll(cells, i -> new Column());
        gathered.series.forEach(one -> cells[places.getOrDefault(one.labels, 0)] = one);
        long[] times = times(gathered.series);
        for (long time : times) {
            out.rfc3339(time);
            for (Column column : cells) {
                out.put(',');
                if (column.next < column.size && column.times[column.next] == time) {
                    out.value(column.values[column.next++]);
                    written++;
                }
            }
            out.put(ROW_END);
        }
    }

    private static long[] times(List<Column> series) {
        int count = series.stream().mapToInt(one -> one.size).sum();
        long[] all = new long[count];
        int at = 0;
        for (Column one : series) {
            System.arraycopy(one.times, 0, all, at, one.size);
            at += one.size;
        }
        Arrays.sort(all);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        return Arrays.copyOf(all, distinct);
    }

    long written() {
        return written;
    }

    Loss lost() {
        return new Loss(nans.stale(), histograms, nans.payloads());
    }

    /** A series' samples of one window; {@code next} is the one to be written. */
    private static final class Column {
        private Labels labels = Labels.EMPTY;
        private long[] times = new long[0];
        private double[] values = new double[0];
        private int size;
        private int next;
    }

    private final class Gathered implements SeriesSink {
        private final List<Column> series = new ArrayList<>();
        private Column column = new Column();

        @Override
        public void begin(Labels labels) {
            column = new Column();
            column.labels = labels;
            series.add(column);
        }

        @Override
        public void samples(Series slice) {
            long[] times = slice.timestampsMillis();
            int room = column.size + times.length;
            if (room > column.times.length) {
                column.times = Arrays.copyOf(column.times, Math.max(room, column.times.length * 3 / 2));
                column.values = Arrays.copyOf(column.values, column.times.length);
            }
            for (int i = 0; i < times.length; i++) {
                if (!nans.isStale(slice.values()[i])) {
                    column.times[column.size] = times[i];
                    column.values[column.size++] = slice.values()[i];
                }
            }
            histograms += slice.histograms().size();
        }

        @Override
        public void end() {
            // The next series has a column of its own.
        }
    }
}
