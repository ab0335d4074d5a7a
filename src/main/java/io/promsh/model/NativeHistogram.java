package io.promsh.model;

import java.util.List;

/**
 * A native histogram as the query interface answers it. Numbers keep the server's spelling apart from the sum and count, which
 * are read; the source is the HTTP interface, "native histograms" (Prometheus documentation, querying/api).
 */
public record NativeHistogram(double count, double sum, List<Bucket> buckets) {
    public NativeHistogram {
        buckets = List.copyOf(buckets);
    }

    /** Returns it as Prometheus writes it: {@code {count:6, sum:9, (1,2]:6}}. */
    public String notation() {
        StringBuilder text = new StringBuilder("{count:")
                .append(Values.format(count))
                .append(", sum:")
                .append(Values.format(sum));
        buckets.forEach(bucket ->
                text.append(", ").append(bucket.interval()).append(':').append(Values.format(bucket.count())));
        return text.append('}').toString();
    }

    /** A bucket with its boundary rule: 0 open left, 1 open right, 2 both open, 3 both closed. */
    public record Bucket(int rule, double left, double right, double count) {
        /** Returns the interval in mathematical notation, for example {@code (0.5,1]}. */
        public String interval() {
            String open = rule == 1 || rule == 3 ? "[" : "(";
            String close = rule == 0 || rule == 3 ? "]" : ")";
            return open + Values.format(left) + "," + Values.format(right) + close;
        }
    }
}
