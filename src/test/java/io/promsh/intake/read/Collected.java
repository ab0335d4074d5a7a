package io.promsh.intake.read;

import io.promsh.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a reader reads, for tests. */
public final class Collected implements SampleSink {
    /** A sample with the bits of its value. */
    public record Sample(Labels labels, long millis, long bits) {
        public static Sample of(Labels labels, long millis, double value) {
            return new Sample(labels, millis, Double.doubleToRawLongBits(value));
        }
    }

    private final Map<Labels, Integer> numbers = new LinkedHashMap<>();
    private final List<Labels> series = new ArrayList<>();
    public final List<Sample> samples = new ArrayList<>();

    @Override
    public int series(Labels labels) {
        return numbers.computeIfAbsent(labels, one -> {
            series.add(one);
            return series.size() - 1;
        });
    }

    @Override
    public void sample(int number, long timestampMillis, double value) {
        samples.add(Sample.of(series.get(number), timestampMillis, value));
    }
}
