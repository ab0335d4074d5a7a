package io.promsh.fetch;

import io.promsh.promql.LabelMatcher;
import io.promsh.promql.MatchOperator;
import io.promsh.promql.VectorSelector;
import io.promsh.target.SeriesMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A selector whose stored samples can be read.
 *
 * @param text in PromQL, without parentheses and comments
 * @param matchers the same, condition by condition
 */
public record Selection(String text, List<SeriesMatcher> matchers) {
    public Selection {
        matchers = List.copyOf(matchers);
    }

    /** Reads what was typed. Throws a usage failure when it is no plain selector. */
    public static Selection of(String typed) {
        VectorSelector selector = PlainSelector.parse(typed);
        List<SeriesMatcher> matchers = new ArrayList<>();
        for (LabelMatcher matcher : selector.matchers()) {
            matchers.add(new SeriesMatcher(matcher.name(), matcher.operator().symbol(), matcher.value()));
        }
        return new Selection(typed.substring(selector.textStart(), selector.textEnd()), matchers);
    }

    /** Returns the metric's name where the selector fixes it, or an empty string. */
    public String metric() {
        for (SeriesMatcher matcher : matchers) {
            if (matcher.name().equals(LabelMatcher.METRIC_NAME)
                    && matcher.operator().equals("=")) {
                return matcher.value();
            }
        }
        return "";
    }

    /** Returns the selection of those series that pass one condition more. */
    public Selection with(SeriesMatcher more) {
        List<SeriesMatcher> all = new ArrayList<>(matchers);
        all.add(more);
        StringJoiner joined = new StringJoiner(",", "{", "}");
        for (SeriesMatcher matcher : all) {
            joined.add(print(matcher));
        }
        return new Selection(joined.toString(), all);
    }

    private static String print(SeriesMatcher matcher) {
        for (MatchOperator operator : MatchOperator.values()) {
            if (operator.symbol().equals(matcher.operator())) {
                return new LabelMatcher(matcher.name(), operator, matcher.value()).toString();
            }
        }
        throw new IllegalArgumentException("no operator: " + matcher.operator());
    }
}
