package io.promsh.promql;

import java.util.List;

/**
 * A selector of series: {@code up{job="api"} offset 5m}.
 *
 * @param name the name before the braces, empty when there is none
 * @param matchers the conditions; a name before the braces is the last of them, as {@code __name__="..."}
 * @param time offset and {@code @}
 * @param boundary {@code anchored} or {@code smoothed}
 * @param labelsOnly whether it only names labels, as in the second argument of {@code info}, and so may match everything
 */
public record VectorSelector(
        String name,
        List<LabelMatcher> matchers,
        TimeModifiers time,
        RangeBoundary boundary,
        boolean labelsOnly,
        int textStart,
        int textEnd)
        implements Expr {

    static VectorSelector of(String name, List<LabelMatcher> matchers, int start, int end) {
        return new VectorSelector(name, matchers, TimeModifiers.NONE, RangeBoundary.EXTRAPOLATED, false, start, end);
    }

    VectorSelector with(TimeModifiers changed, int end) {
        return new VectorSelector(name, matchers, changed, boundary, labelsOnly, textStart, end);
    }

    VectorSelector with(RangeBoundary changed) {
        return new VectorSelector(name, matchers, time, changed, labelsOnly, textStart, textEnd);
    }

    VectorSelector asLabelsOnly() {
        return new VectorSelector(name, matchers, time, boundary, true, textStart, textEnd);
    }

    @Override
    public ValueType type() {
        return ValueType.VECTOR;
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.vectorSelector(this);
    }

    @Override
    public String toString() {
        return PromqlPrinter.print(this);
    }
}
