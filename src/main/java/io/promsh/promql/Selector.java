package io.promsh.promql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A selector that an expression uses.
 *
 * @param name the metric's name where it is one certain name, else empty
 * @param matchers all conditions, that on the name too, in the order of the expression
 * @param range how far back it looks; zero for an instant selector and where the range is computed
 * @param time offset and {@code @}
 * @param textStart where it stands, in UTF-16 units
 * @param textEnd where it ends (exclusive), in UTF-16 units
 */
public record Selector(
        String name, List<LabelMatcher> matchers, Duration range, TimeModifiers time, int textStart, int textEnd) {

    /** The suffixes of the series a classic histogram or summary consists of. */
    private static final List<String> FAMILY_SUFFIXES = List.of("_bucket", "_sum", "_count");

    /** The selectors of an expression, from left to right as the server lists them. */
    public static List<Selector> of(Expr expr) {
        List<Selector> selectors = new ArrayList<>();
        List<MatrixSelector> ranges = new ArrayList<>(1);
        expr.forEach(node -> {
            if (node instanceof MatrixSelector matrix) {
                ranges.add(matrix);
            } else if (node instanceof VectorSelector vector) {
                // A range selector is visited just before the selector in it.
                boolean ranged =
                        !ranges.isEmpty() && ranges.get(ranges.size() - 1).selector() == vector;
                selectors.add(of(vector, ranged ? ranges.get(ranges.size() - 1) : null));
            }
        });
        return List.copyOf(selectors);
    }

    private static Selector of(VectorSelector vector, @Nullable MatrixSelector matrix) {
        Duration range = matrix == null ? Duration.ZERO : matrix.range();
        int end = matrix == null ? vector.textEnd() : matrix.textEnd();
        return new Selector(certainName(vector), vector.matchers(), range, vector.time(), vector.textStart(), end);
    }

    /** A name before the braces, in quotes, or as {@code __name__} with = or a regular expression that is plain text. */
    private static String certainName(VectorSelector vector) {
        if (!vector.name().isEmpty()) {
            return vector.name();
        }
        for (LabelMatcher matcher : vector.matchers()) {
            boolean certain = matcher.operator() == MatchOperator.EQUAL
                    || (matcher.operator() == MatchOperator.REGEX && LabelNames.isLegacyMetric(matcher.value()));
            if (matcher.isMetricName() && certain) {
                return matcher.value();
            }
        }
        return "";
    }

    /**
     * The names the selector can mean where they can be listed: its certain name, or the names of {@code __name__=~"a|b"}.
     * Empty when it may mean any name.
     */
    public List<String> names() {
        if (!name.isEmpty()) {
            return List.of(name);
        }
        for (LabelMatcher matcher : matchers) {
            List<String> names = matcher.isMetricName() && matcher.operator() == MatchOperator.REGEX
                    ? alternatives(matcher.value())
                    : List.of();
            if (!names.isEmpty()) {
                return names;
            }
        }
        return List.of();
    }

    private static List<String> alternatives(String regex) {
        boolean grouped = regex.startsWith("(") && regex.endsWith(")");
        String inside = grouped ? regex.substring(regex.startsWith("(?:") ? 3 : 1, regex.length() - 1) : regex;
        List<String> names = List.of(inside.split("\\|", -1));
        return names.stream().allMatch(LabelNames::isLegacyMetric) ? names : List.of();
    }

    /** The histogram or summary that a name may belong to: {@code x_seconds} for {@code x_seconds_bucket}. */
    public static Optional<String> family(String name) {
        for (String suffix : FAMILY_SUFFIXES) {
            if (name.endsWith(suffix) && name.length() > suffix.length()) {
                return Optional.of(name.substring(0, name.length() - suffix.length()));
            }
        }
        return Optional.empty();
    }

    /** The selector as PromQL, conditions only and in the order of the expression: {@code {job="api", __name__="up"}}. */
    public String matchersText() {
        List<String> texts = new ArrayList<>();
        for (LabelMatcher matcher : matchers) {
            texts.add(matcher.toString());
        }
        return "{" + String.join(", ", texts) + "}";
    }
}
