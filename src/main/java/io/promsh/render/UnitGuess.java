package io.promsh.render;

import java.util.ArrayList;
import java.util.List;
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
        Signs signs = Signs.of(expression);
        if (signs.metrics.isEmpty()
                || signs.isComparedOrScaled
                || signs.words.stream().anyMatch(COUNTS::contains)) {
            return Unit.NONE;
        }
        boolean isRate = signs.words.stream().anyMatch(RATES::contains);
        if (signs.hasDivision) {
            return ofQuotient(signs, isRate);
        }
        Unit unit = null;
        for (String metric : signs.metrics) {
            Unit next = ofMetric(metric, isRate && !signs.words.contains("histogram_quantile"));
            if (unit != null && unit != next) {
                return Unit.NONE;
            }
            unit = next;
        }
        // What lies between two points in time is a duration.
        boolean isAge = unit == Unit.TIMESTAMP && signs.hasMinus;
        return unit == null ? Unit.NONE : isAge ? Unit.SECONDS : unit;
    }

    /** A sum by a count of the same metric is a mean; other quotients of two alike are ratios without a sign of it. */
    private static Unit ofQuotient(Signs signs, boolean isRate) {
        if (signs.metrics.size() == 2
                && signs.metrics.get(0).endsWith("_sum")
                && signs.metrics.get(1).endsWith("_count")) {
            return ofMetric(signs.metrics.get(0), false);
        }
        if (signs.metrics.size() < 2) {
            return Unit.NONE;
        }
        Unit first = ofMetric(signs.metrics.get(0), isRate);
        for (String metric : signs.metrics) {
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

    /** The words and operators of an expression, outside braces, brackets, quotes and comments. */
    private static final class Signs {
        private static final Set<String> GROUPING =
                Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
        private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

        private final List<String> metrics = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private boolean hasDivision;
        private boolean hasMinus;
        private boolean isComparedOrScaled;

        static Signs of(String text) {
            Signs signs = new Signs();
            int i = 0;
            while (i < text.length()) {
                i = signs.take(text, i);
            }
            return signs;
        }

        private int take(String text, int i) {
            char c = text.charAt(i);
            if (isWordStart(c)) {
                return takeWord(text, i);
            }
            switch (c) {
                case '{' -> {
                    return past(text, i, '}');
                }
                case '[' -> {
                    return past(text, i, ']');
                }
                case '"', '\'', '`' -> {
                    return pastQuote(text, i);
                }
                case '#' -> {
                    return past(text, i, '\n');
                }
                case '/' -> hasDivision = true;
                case '-' -> hasMinus = true;
                case '*', '^', '%' -> isComparedOrScaled = true;
                default -> {
                    if (c >= '0' && c <= '9') {
                        return pastNumber(text, i);
                    }
                }
            }
            return i + 1;
        }

        private int takeWord(String text, int from) {
            int end = from;
            while (end < text.length() && (isWordStart(text.charAt(end)) || isDigit(text.charAt(end)))) {
                end++;
            }
            String word = text.substring(from, end);
            int next = end;
            while (next < text.length() && text.charAt(next) == ' ') {
                next++;
            }
            boolean isCall = next < text.length() && text.charAt(next) == '(';
            if (GROUPING.contains(word)) {
                return isCall ? past(text, next, ')') : end;
            }
            boolean isAggregation = text.startsWith("by", next) || text.startsWith("without", next);
            if (isCall || isAggregation) {
                words.add(word);
                isComparedOrScaled |= word.equals("bool");
                return end;
            }
            if (!KEYWORDS.contains(word.toLowerCase(java.util.Locale.ROOT))) {
                metrics.add(word);
            }
            isComparedOrScaled |= word.equals("bool");
            return end;
        }

        private static int past(String text, int from, char close) {
            int i = from + 1;
            while (i < text.length() && text.charAt(i) != close) {
                char c = text.charAt(i);
                i = c == '"' || c == '\'' || c == '`' ? pastQuote(text, i) : i + 1;
            }
            return i + 1;
        }

        private static int pastQuote(String text, int from) {
            char quote = text.charAt(from);
            int i = from + 1;
            while (i < text.length() && text.charAt(i) != quote) {
                i += text.charAt(i) == '\\' && quote != '`' ? 2 : 1;
            }
            return i + 1;
        }

        private static int pastNumber(String text, int from) {
            int i = from + 1;
            while (i < text.length()
                    && (isWordStart(text.charAt(i)) || isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
                i++;
            }
            return i;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private static boolean isWordStart(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
        }
    }
}
