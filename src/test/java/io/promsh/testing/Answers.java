package io.promsh.testing;

import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers for tests: a test names only what it is about. All evaluated at 2025-08-03 14:00:00 UTC. */
public final class Answers {
    public static final Instant AT = Instant.parse("2025-08-03T14:00:00Z");

    private Answers() {}

    /** An answer without warnings that took 12 ms. */
    public static QueryAnswer answer(QueryResult result, SampleKind kind) {
        return new QueryAnswer(result, kind, List.of(), List.of(), false, Duration.ofMillis(12), 345);
    }

    /** An evaluated instant vector. */
    public static QueryAnswer vector(Element... elements) {
        return answer(new InstantVector(List.of(elements)), SampleKind.EVALUATED);
    }

    /** An evaluated range vector. */
    public static QueryAnswer matrix(Series... series) {
        return answer(new RangeVector(List.of(series)), SampleKind.EVALUATED);
    }

    /** An element with labels as name, value, name, value ... */
    public static Element element(double value, String... labels) {
        return new Element(Labels.of(labels), AT, value, Optional.empty());
    }

    /** An element that is a native histogram. */
    public static Element element(NativeHistogram histogram, String... labels) {
        return new Element(Labels.of(labels), AT, Double.NaN, Optional.of(histogram));
    }

    /** A series with a sample every {@code stepSeconds}, the last one at {@link #AT}; NaN for a sample that is missing. */
    public static Series series(Labels labels, int stepSeconds, double... values) {
        int present = 0;
        for (double value : values) {
            present += Double.isNaN(value) ? 0 : 1;
        }
        long[] times = new long[present];
        double[] kept = new double[present];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                times[next] = AT.toEpochMilli() - (values.length - 1 - i) * 1000L * stepSeconds;
                kept[next++] = values[i];
            }
        }
        return Series.of(labels, times, kept);
    }

    /** A histogram of six observations. */
    public static NativeHistogram histogram() {
        return new NativeHistogram(
                6,
                3.4,
                List.of(
                        new Bucket(3, -0.001, 0.001, 1),
                        new Bucket(0, 0.25, 0.5, 3),
                        new Bucket(0, 0.5, 1, 1.5),
                        new Bucket(0, 1, 2, 0.5)));
    }
}
