package io.promsh.tsdb;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.promql.LabelMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Label matchers at work on stored series. */
public final class SeriesMatch {
    private SeriesMatch() {}

    /** Returns what the value of the matcher's label must pass; a missing label has the empty value. */
    public static Predicate<String> value(LabelMatcher matcher) {
        return switch (matcher.operator()) {
            case EQUAL -> matcher.value()::equals;
            case NOT_EQUAL -> value -> !value.equals(matcher.value());
            case REGEX -> whole(matcher.value());
            case NOT_REGEX -> whole(matcher.value()).negate();
        };
    }

    /** A regular expression must match the whole value, and its dot matches a line end too. */
    private static Predicate<String> whole(String expression) {
        try {
            return Pattern.compile(expression, Pattern.DOTALL).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            throw Failure.usage(
                    "the regular expression " + expression + " cannot be read: " + e.getDescription(),
                    "correct it, or compare with = instead of =~");
        }
    }

    /** Returns what labels must pass to pass all matchers. Throws a usage failure for a regular expression that cannot be read. */
    public static Predicate<Labels> labels(List<LabelMatcher> matchers) {
        Predicate<Labels> all = labels -> true;
        for (LabelMatcher matcher : matchers) {
            Predicate<String> value = value(matcher);
            all = all.and(labels -> value.test(labels.get(matcher.name())));
        }
        return all;
    }

    /** Returns the ids of the series that pass all matchers, ascending. */
    static int[] select(Postings postings, List<LabelMatcher> matchers) {
        int @Nullable [] found = null;
        for (LabelMatcher matcher : matchers) {
            Predicate<String> value = value(matcher);
            if (!value.test("")) {
                int[] ids = matcher.operator() == io.promsh.promql.MatchOperator.EQUAL
                        ? postings.get(matcher.name(), matcher.value())
                        : postings.where(matcher.name(), value);
                found = Postings.intersect(found, ids);
            }
        }
        int[] left = found == null ? postings.all() : found;
        for (LabelMatcher matcher : matchers) {
            Predicate<String> value = value(matcher);
            if (value.test("")) {
                left = Postings.subtract(left, postings.where(matcher.name(), value.negate()));
            }
        }
        return left;
    }
}
