package io.promsh.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the elements of two vectors find each other.
 *
 * @param labels the labels of {@code on} or {@code ignoring}
 * @param on whether the labels are those to compare; else those to leave out
 * @param include the labels of {@code group_left} or {@code group_right}, taken from the "one" side
 * @param fill the values of {@code fill}, {@code fill_left} and {@code fill_right}, or null
 */
public record VectorMatching(
        MatchCardinality cardinality,
        List<String> labels,
        boolean on,
        List<String> include,
        @Nullable Fill fill) {

    /**
     * What stands in for an element without a partner.
     *
     * @param left the value for one missing on the left, or null
     * @param right the value for one missing on the right, or null
     * @param together whether {@code fill} gave both
     */
    public record Fill(@Nullable Double left, @Nullable Double right, boolean together) {}

    /** What holds when nothing is written: one to one, on all labels. */
    public static final VectorMatching DEFAULT =
            new VectorMatching(MatchCardinality.ONE_TO_ONE, List.of(), false, List.of(), null);

    /** True for {@code group_left} and {@code group_right}. */
    public boolean isGrouped() {
        return cardinality == MatchCardinality.MANY_TO_ONE || cardinality == MatchCardinality.ONE_TO_MANY;
    }

    VectorMatching withCardinality(MatchCardinality changed) {
        return new VectorMatching(changed, labels, on, include, fill);
    }

    VectorMatching withFill(Fill changed) {
        return new VectorMatching(cardinality, labels, on, include, changed);
    }
}
