package io.promsh.target.prometheus;

import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.Series;
import io.promsh.snappy.SnappyPacker;
import io.promsh.target.WriteBatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the messages of remote write 1.0 and 2.0 (Prometheus documentation, "Remote-Write specification"). Labels are sorted by
 * the bytes of their names. Not for several threads.
 */
final class WriteRequests {
    private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;

    private final ProtoBytes request = new ProtoBytes();
    private final ProtoBytes outer = new ProtoBytes();
    private final ProtoBytes inner = new ProtoBytes();
    private final HistogramMessage histogram = new HistogramMessage();
    private final SnappyPacker snappy = new SnappyPacker();

    /** Returns a packed request of version 1.0. */
    byte[] first(WriteBatch batch) {
        request.clear();
        for (Series series : batch.series()) {
            labels(series.labels());
            samples(series);
            request.message(1, outer);
        }
        for (WriteBatch.Histograms series : batch.histograms()) {
            labels(series.labels());
            series.samples().forEach(one -> outer.message(4, histogram.of(one)));
            request.message(1, outer);
        }
        batch.metadata().forEach((family, metadata) -> {
            inner.clear();
            inner.number(1, typeNumber(metadata));
            inner.text(2, family);
            inner.text(4, metadata.help());
            inner.text(5, metadata.unit());
            request.message(3, inner);
        });
        return snappy.pack(request.array(), request.size());
    }

    private void labels(Labels labels) {
        outer.clear();
        for (int i : order(labels)) {
            inner.clear();
            inner.text(1, labels.name(i));
            inner.text(2, labels.value(i));
            outer.message(1, inner);
        }
    }

    /** Returns a packed request of version 2.0: every text once, in a table. */
    byte[] second(WriteBatch batch) {
        Map<String, Integer> symbols = new LinkedHashMap<>();
        symbols.put("", 0);
        ProtoBytes allSeries = new ProtoBytes();
        for (Series series : batch.series()) {
            labels(series.labels(), symbols);
            samples(series);
            metadata(batch, series.labels(), symbols);
            allSeries.message(5, outer);
        }
        for (WriteBatch.Histograms series : batch.histograms()) {
            labels(series.labels(), symbols);
            series.samples().forEach(one -> outer.message(3, histogram.of(one)));
            metadata(batch, series.labels(), symbols);
            allSeries.message(5, outer);
        }
        request.clear();
        symbols.keySet().forEach(symbol -> request.entry(4, symbol));
        request.raw(allSeries);
        return snappy.pack(request.array(), request.size());
    }

    private void labels(Labels labels, Map<String, Integer> symbols) {
        outer.clear();
        inner.clear();
        for (int i : order(labels)) {
            inner.varint(symbol(symbols, labels.name(i)));
            inner.varint(symbol(symbols, labels.value(i)));
        }
        outer.message(1, inner);
    }

    private void metadata(WriteBatch batch, Labels labels, Map<String, Integer> symbols) {
        MetricMetadata metadata = family(batch, labels.metricName());
        if (metadata != null) {
            inner.clear();
            inner.number(1, typeNumber(metadata));
            inner.number(3, symbol(symbols, metadata.help()));
            inner.number(4, symbol(symbols, metadata.unit()));
            outer.message(5, inner);
        }
    }

    private void samples(Series series) {
        for (int i = 0; i < series.values().length; i++) {
            inner.clear();
            inner.real(1, series.values()[i]);
            inner.number(2, series.timestampsMillis()[i]);
            outer.message(2, inner);
        }
    }

    private static int symbol(Map<String, Integer> symbols, String text) {
        Integer known = symbols.putIfAbsent(text, symbols.size());
        return known == null ? symbols.size() - 1 : known;
    }

    /** The family of a series: its own name, or that without the ending of a counter, summary or histogram. */
    private static @Nullable MetricMetadata family(WriteBatch batch, String metric) {
        MetricMetadata own = batch.metadata().get(metric);
        if (own != null) {
            return own;
        }
        int ending = metric.lastIndexOf('_');
        return ending < 0 ? null : batch.metadata().get(metric.substring(0, ending));
    }

    /** The places of labels in the order of their names' bytes, which differs from Java's own beyond the basic plane. */
    private static int[] order(Labels labels) {
        int size = labels.size();
        int[] order = new int[size];
        boolean isPlain = true;
        for (int i = 0; i < size; i++) {
            order[i] = i;
            isPlain &= labels.name(i).chars().noneMatch(unit -> Character.isSurrogate((char) unit));
        }
        if (isPlain) {
            return order;
        }
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparing(i -> labels.name(i).getBytes(StandardCharsets.UTF_8), BY_BYTES))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The numbers of both versions. */
    private static int typeNumber(MetricMetadata metadata) {
        return switch (metadata.type()) {
            case "counter" -> 1;
            case "gauge" -> 2;
            case "histogram" -> 3;
            case "gaugehistogram" -> 4;
            case "summary" -> 5;
            case "info" -> 6;
            case "stateset" -> 7;
            default -> 0;
        };
    }
}
