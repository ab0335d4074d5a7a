package io.promsh.volume.proof;

import io.promsh.target.MetricsTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a server holds of a time that is over, in some fifty numbers that cost one series a scrape target: how often each target
 * was scraped and how many samples that gave, in windows that end at a fixed time. Equal before and after means that no
 * scrape was lost, and none came twice. Counting every series instead is not possible: over a range their names are dropped,
 * and they collide.
 *
 * @param at the fixed time
 * @param figures the number for each window, by what it is: {@code scrapes in 1h}
 */
public record Fingerprint(Instant at, Map<String, Double> figures) {
    /** A scrape is stored under the time at which it began and may take so long: what is younger may still change. */
    public static final Duration SETTLED = Duration.ofSeconds(15);

    private static final int SLICES = 24;
    private static final List<Duration> LATEST = List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1));
    private static final Duration SHORTEST_SLICE = Duration.ofMinutes(1);

    public Fingerprint {
        figures = new LinkedHashMap<>(figures);
    }

    /**
     * Takes it.
     *
     * @param at a time that is over by {@link #SETTLED}, in the server's clock
     * @param held how far back the server holds samples for certain; older ones may be dropped at any time
     */
    public static Fingerprint take(MetricsTarget target, Instant at, Duration held) {
        return take((expression, time) -> Answering.number(target, expression, Optional.of(time)), at, held);
    }

    /** Answers an expression that gives one number, or none. */
    @FunctionalInterface
    public interface Asked {
        /** Returns the number at a time, or empty when there is no series. */
        OptionalDouble number(String expression, Instant at);
    }

    /** Takes it of whatever answers. */
    public static Fingerprint take(Asked target, Instant at, Duration held) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Duration window : LATEST) {
            if (window.compareTo(held) <= 0 || window.equals(LATEST.get(0))) {
                put(figures, target, "the last " + words(window), at, window);
            }
        }
        Duration slice = held.dividedBy(SLICES);
        if (slice.compareTo(SHORTEST_SLICE) < 0) {
            slice = SHORTEST_SLICE;
        }
        // Whole seconds: no server rounds them.
        slice = Duration.ofSeconds(slice.toSeconds());
        for (int i = 0; i < SLICES; i++) {
            put(figures, target, "slice " + (i + 1), at.minus(slice.multipliedBy(i)), slice);
        }
        return new Fingerprint(at, figures);
    }

    private static void put(Map<String, Double> figures, Asked target, String name, Instant at, Duration window) {
        String range = "[" + window.toSeconds() + "s]";
        figures.put(name + ": scrapes", ask(target, "sum(count_over_time(up" + range + "))", at));
        String samples = "sum(sum_over_time(scrape_samples_scraped" + range + "))";
        figures.put(name + ": samples", ask(target, samples, at));
    }

    private static double ask(Asked target, String expression, Instant at) {
        return target.number(expression, at).orElse(0);
    }

    private static String words(Duration window) {
        return window.toHours() + " h";
    }

    /** Returns the number of samples scraped in the hour before. */
    public long latestSamples() {
        return Math.round(figures.getOrDefault("the last 1 h: samples", 0.0));
    }

    /** Returns the number of samples over all that is held. */
    public long allSamples() {
        return Math.round(figures.entrySet().stream()
                .filter(figure ->
                        figure.getKey().startsWith("slice ") && figure.getKey().endsWith("samples"))
                .mapToDouble(Map.Entry::getValue)
                .sum());
    }

    /** Returns where this has less than {@code other}, taken at the same time over the same windows, a sentence each. */
    public List<String> lacking(Fingerprint other) {
        List<String> lacking = new ArrayList<>();
        other.figures.forEach((name, there) -> {
            double here = figures.getOrDefault(name, 0.0);
            if (here < there) {
                lacking.add(name + ": " + Math.round(here) + " of " + Math.round(there));
            }
        });
        return lacking;
    }

    /** Returns whether there is nothing in it. */
    public boolean isEmpty() {
        return figures.values().stream().allMatch(figure -> figure == 0);
    }

    /** Returns where {@code later}, taken at the same time, differs, a sentence each; empty when they are equal. */
    public List<String> differences(Fingerprint later) {
        List<String> differences = new ArrayList<>();
        if (!at.equals(later.at)) {
            throw new IllegalArgumentException("fingerprints of two times cannot be compared");
        }
        figures.forEach((name, before) -> {
            double after = later.figures.getOrDefault(name, 0.0);
            if (Double.compare(before, after) != 0) {
                differences.add(name + ": " + Math.round(before) + " before, " + Math.round(after) + " after");
            }
        });
        return differences;
    }
}
