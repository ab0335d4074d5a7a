package io.promsh.output;

import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import io.promsh.model.Values;

/** A native histogram in the notation of Prometheus's tools: {@code {count:3, sum:1.5, (0.5,1]:3}}. */
final class HistogramText {
    private HistogramText() {}

    static String of(NativeHistogram histogram) {
        StringBuilder out = new StringBuilder("{count:");
        Values.append(out, histogram.count());
        out.append(", sum:");
        Values.append(out, histogram.sum());
        for (Bucket bucket : histogram.buckets()) {
            out.append(", ").append(bucket.interval()).append(':');
            Values.append(out, bucket.count());
        }
        return out.append('}').toString();
    }
}
