package io.promsh.dashboard;

import io.promsh.promql.LabelMatcher;
import io.promsh.promql.LabelNames;
import io.promsh.promql.MatchOperator;
import java.util.List;
import java.util.TreeSet;

/** Conditions as a selector in its shortest form, alike whatever order they were written in. */
final class SelectorText {
    private SelectorText() {}

    static String of(List<LabelMatcher> matchers) {
        String name = "";
        TreeSet<String> conditions = new TreeSet<>();
        for (LabelMatcher matcher : matchers) {
            boolean isName = matcher.isMetricName()
                    && matcher.operator() == MatchOperator.EQUAL
                    && LabelNames.isLegacyMetric(matcher.value())
                    && name.isEmpty();
            if (isName) {
                name = matcher.value();
            } else {
                conditions.add(matcher.toString());
            }
        }
        return conditions.isEmpty() ? name : name + "{" + String.join(",", conditions) + "}";
    }
}
