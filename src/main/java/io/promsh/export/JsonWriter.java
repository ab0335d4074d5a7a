package io.promsh.export;

import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A range vector as Prometheus's HTTP interface answers it. A series that ends with stale markers has one field more,
 * {@code stale}: their times, which the interface itself never says.
 */
final class JsonWriter implements SampleWriter {
    private static final String HEAD = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[";

    private final ByteText out;
    private final NanCount nans = new NanCount();
    private long written;
    private boolean hasSeries;
    /** The kind of sample whose list is open: {@code v}, {@code h}, or 0. The other kind waits in {@link #other}. */
    private char open;

    private ByteArrayOutputStream otherBytes = new ByteArrayOutputStream(0);
    private ByteText other = new ByteText(otherBytes);
    private ByteArrayOutputStream staleBytes = new ByteArrayOutputStream(0);
    private ByteText stale = new ByteText(staleBytes);

    JsonWriter(ByteText out) throws IOException {
        this.out = out;
        out.put(HEAD);
    }

    @Override
    public void begin(Labels labels) throws IOException {
        out.put(hasSeries ? ",\n" : "\n").put("{\"metric\":{");
        hasSeries = true;
        for (int i = 0; i < labels.size(); i++) {
            out.put(i == 0 ? "" : ",").put(quoted(labels.name(i))).put(':').put(quoted(labels.value(i)));
        }
        out.put('}');
        open = 0;
    }

    @Override
    public void samples(Series slice) throws IOException {
        long[] times = slice.timestampsMillis();
        double[] values = slice.values();
        int i = 0;
        while (i < times.length) {
            if (nans.isStale(values[i])) {
                stale.put(stale.length() == 0 ? "" : ",").seconds(times[i]);
                i++;
                continue;
            }
            ByteText list = list('v', ",\"values\":[");
            int next = list.pairs(times, values, i);
            if (next == i) {
                list.pair(times[i], values[i]);
                next++;
            }
            written += next - i;
            i = next;
        }
        for (HistogramSample sample : slice.histograms()) {
            histogram(list('h', ",\"histograms\":["), sample);
            written++;
        }
    }

    /** Returns where samples of a kind go, a comma written where one is due. */
    private ByteText list(char kind, String head) throws IOException {
        if (open == 0) {
            open = kind;
            return out.put(head);
        }
        if (open == kind) {
            return out.put(',');
        }
        return other.length() == 0 ? other.put(head) : other.put(',');
    }

    private static void histogram(ByteText list, HistogramSample sample) throws IOException {
        NativeHistogram histogram = sample.histogram();
        list.put('[').seconds(sample.timestampMillis()).put(",{\"count\":\"").value(histogram.count());
        list.put("\",\"sum\":\"").value(histogram.sum()).put('"');
        if (!histogram.buckets().isEmpty()) {
            list.put(",\"buckets\":[");
            boolean isFirst = true;
            for (NativeHistogram.Bucket bucket : histogram.buckets()) {
                list.put(isFirst ? "[" : ",[").number(bucket.rule()).put(",\"").value(bucket.left());
                list.put("\",\"")
                        .value(bucket.right())
                        .put("\",\"")
                        .value(bucket.count())
                        .put("\"]");
                isFirst = false;
            }
            list.put(']');
        }
        list.put("}]");
    }

    @Override
    public void end() throws IOException {
        out.put(open == 0 ? ",\"values\":[]" : "]");
        if (other.length() > 0) {
            other.put(']').finish();
            out.put(otherBytes.toByteArray());
            otherBytes = new ByteArrayOutputStream(0);
            other = new ByteText(otherBytes);
        }
        if (stale.length() > 0) {
            stale.finish();
            out.put(",\"stale\":[").put(staleBytes.toByteArray()).put(']');
            staleBytes = new ByteArrayOutputStream(0);
            stale = new ByteText(staleBytes);
        }
        out.put('}');
    }

    @Override
    public void finish() throws IOException {
        out.put("\n]}}\n");
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public Loss lost() {
        return new Loss(0, 0, nans.payloads());
    }

    /** A JSON string. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029) {
                        out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
