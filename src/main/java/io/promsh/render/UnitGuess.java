package io.promsh.render;

import java.util.Set;

/**
 * Guesses the unit of a query's result from the suffixes that metric names bear by convention (prometheus.io, "Metric and label
 * naming") and from the functions around them. A guess only chooses how numbers are shown; where the signs disagree there is none.
 */
public final class UnitGuess {
    private static final Set<String> RATES = Set.of("rate", "irate", "deriv");
    private static final Set<String> COUNTS = Set.of(
            "count",
            "count_values",
            "count_over_time",
            "absent",
            "absent_over_time",
            "present_over_time",
            "changes",
            "resets",
            "sgn",
            "group",
            "histogram_count",
            "histogram_fraction",
            "hour",
            "minute",
            "month",
            "year",
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "days_in_month",
            "stdvar",
            "stdvar_over_time");

    private UnitGuess() {}

    /** Returns the unit of the result of {@code expression}, {@link Unit#NONE} where nothing tells. */
    public static Unit of(String expression) {
        ExpressionSigns signs = ExpressionSigns.of(expression);
        if (signs.metrics().isEmpty()
                || signs.isComparedOrScaled()
                || signs.words().stream().anyMatch(COUNTS::contains)) {
            return Unit.NONE;
        }
        boolean isRate = signs.words().stream().anyMatch(RATES::contains);
        if (signs.hasDivision()) {
            return ofQuotient(signs, isRate);
        }
        Unit unit = null;
        for (String metric : signs.metrics()) {
            Unit next = ofMetric(metric, isRate && !signs.words().contains("histogram_quantile"));
            if (unit != null && unit != next) {
                return Unit.NONE;
            }
            unit = next;
        }
        // What lies between two points in time is a duration.
        boolean isAge = unit == Unit.TIMESTAMP && signs.hasMinus();
        return unit == null ? Unit.NONE : isAge ? Unit.SECONDS : unit;
    }

    /** A sum by a count of the same metric is a mean; other quotients of two alike are ratios without a sign of it. */
    private static Unit ofQuotient(ExpressionSigns signs, boolean isRate) {
        if (signs.metrics().size() == 2
                && signs.metrics().get(0).endsWith("_sum")
                && signs.metrics().get(1).endsWith("_count")) {
            return ofMetric(signs.metrics().get(0), false);
        }
        if (signs.metrics().size() < 2) {
            return Unit.NONE;
        }
        Unit first = ofMetric(signs.metrics().get(0), isRate);
        for (String metric : signs.metrics()) {
            if (first == Unit.NONE || ofMetric(metric, isRate) != first) {
                return Unit.NONE;
            }
        }
        return Unit.RATIO;
    }

    private static Unit ofMetric(String metric, boolean isRate) {
        String name = metric;
        for (String suffix : new String[] {"_bucket", "_sum"}) {
            name = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        }
        if (name.endsWith("_count")) {
            return isRate ? Unit.PER_SECOND : Unit.NONE;
        }
        boolean isCounter = name.endsWith("_total");
        name = isCounter ? name.substring(0, name.length() - "_total".length()) : name;
        if (name.endsWith("_bytes")) {
            return isRate ? Unit.BYTES_PER_SECOND : Unit.BYTES;
        }
        if (name.endsWith("_timestamp_seconds") || name.endsWith("_time_seconds") || name.endsWith("_created")) {
            return isRate ? Unit.NONE : Unit.TIMESTAMP;
        }
        if (name.endsWith("_seconds") || name.endsWith("_seconds_per_request")) {
            return isRate ? Unit.NONE : Unit.SECONDS;
        }
        if (name.endsWith("_ratio")) {
            return isRate ? Unit.NONE : Unit.RATIO;
        }
        if (name.endsWith("_percent")) {
            return isRate ? Unit.NONE : Unit.PERCENT;
        }
        return isRate ? Unit.PER_SECOND : Unit.NONE;
    }
}
