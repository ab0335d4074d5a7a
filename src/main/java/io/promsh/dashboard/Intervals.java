package io.promsh.dashboard;

import io.promsh.model.PromDuration;
import io.promsh.model.TimeRange;
import java.time.Duration;

/**
 * What Grafana's words for time stand for in a window: {@code $__range}, {@code $__interval}, {@code $__rate_interval}.
 *
 * @param window the window looked at
 * @param scrapeInterval the data source's, where query and panel set no smallest step
 */
public record Intervals(TimeRange window, Duration scrapeInterval) {
    /** Grafana's own default for a Prometheus data source. */
    public static final Duration USUAL_SCRAPE_INTERVAL = Duration.ofSeconds(15);

    /** Points that a panel of usual width asks for. */
    private static final int POINTS = 1000;

    /** Steps that Grafana takes, each up to the limit beside it, in milliseconds (grafana-data, roundInterval). */
    private static final long[][] STEPS = {
        {10, 1},
        {15, 10},
        {35, 20},
        {75, 50},
        {150, 100},
        {350, 200},
        {750, 500},
        {1500, 1000},
        {3500, 2000},
        {7500, 5000},
        {12_500, 10_000},
        {17_500, 15_000},
        {25_000, 20_000},
        {45_000, 30_000},
        {90_000, 60_000},
        {210_000, 120_000},
        {450_000, 300_000},
        {750_000, 600_000},
        {1_050_000, 900_000},
        {1_500_000, 1_200_000},
        {2_700_000, 1_800_000},
        {5_400_000, 3_600_000},
        {9_000_000, 7_200_000},
        {16_200_000, 10_800_000},
        {32_400_000, 21_600_000},
        {86_400_000, 43_200_000},
        {604_800_000, 86_400_000},
        {1_814_400_000, 604_800_000},
        {3_628_800_000L, 2_592_000_000L},
        {Long.MAX_VALUE, 31_536_000_000L}
    };

    /** The intervals of a window at Grafana's default scrape interval. */
    public static Intervals of(TimeRange window) {
        return new Intervals(window, USUAL_SCRAPE_INTERVAL);
    }

    /** Returns the same with the smallest step of a query, as written ({@code 30s}, {@code >1m}); what is none changes nothing. */
    Intervals atLeast(String minInterval) {
        String text = minInterval.startsWith(">") ? minInterval.substring(1) : minInterval;
        long millis = text.isBlank() ? -1 : PromDuration.tryParseMillis(text.trim());
        return millis <= 0 ? this : new Intervals(window, Duration.ofMillis(millis));
    }

    /** Returns {@code $__interval}. */
    Duration interval() {
        long wanted = window.length().toMillis() / POINTS;
        for (long[] step : STEPS) {
            if (wanted <= step[0]) {
                return Duration.ofMillis(Math.max(step[1], scrapeInterval.toMillis()));
            }
        }
        throw new AssertionError("the last step has no limit");
    }

    /** Returns {@code $__rate_interval}: long enough for a rate whatever the step. */
    Duration rateInterval() {
        Duration withOneMore = interval().plus(scrapeInterval);
        Duration four = scrapeInterval.multipliedBy(4);
        return withOneMore.compareTo(four) > 0 ? withOneMore : four;
    }

    /** Returns what a built-in variable stands for, or an empty text when {@code name} is none of time. */
    String builtIn(String name) {
        Duration range = window.length();
        return switch (name) {
            case "__interval" -> PromDuration.format(interval());
            case "__interval_ms" -> Long.toString(interval().toMillis());
            case "__rate_interval" -> PromDuration.format(rateInterval());
            case "__rate_interval_ms" -> Long.toString(rateInterval().toMillis());
            case "__range" -> range.toSeconds() + "s";
            case "__range_s" -> Long.toString(range.toSeconds());
            case "__range_ms" -> Long.toString(range.toMillis());
            case "__from" -> Long.toString(window.start().toEpochMilli());
            case "__to" -> Long.toString(window.end().toEpochMilli());
            default -> name.startsWith("__auto_interval_") ? PromDuration.format(interval()) : "";
        };
    }
}
