package io.promsh.promql;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where in time a selector or subquery looks.
 *
 * @param offset how much further back; negative is ahead, zero when {@code offsetExpr} says it
 * @param offsetExpr the offset where it is computed, else null
 * @param at the moment it is pinned to, to the millisecond; null when it is not
 * @param edge the edge of the query's range it is pinned to; null when it is not
 */
public record TimeModifiers(
        Duration offset,
        @Nullable DurationExpr offsetExpr,
        @Nullable Instant at,
        @Nullable QueryEdge edge) {

    /** {@code @ start()} and {@code @ end()}. */
    public enum QueryEdge {
        START,
        END
    }

    public static final TimeModifiers NONE = new TimeModifiers(Duration.ZERO, null, null, null);

    public boolean hasOffset() {
        return !offset.isZero() || offsetExpr != null;
    }

    public boolean isPinned() {
        return at != null || edge != null;
    }

    TimeModifiers withOffset(Duration changed) {
        return new TimeModifiers(changed, offsetExpr, at, edge);
    }

    TimeModifiers withOffset(DurationExpr changed) {
        return new TimeModifiers(offset, changed, at, edge);
    }

    TimeModifiers at(Instant changed) {
        return new TimeModifiers(offset, offsetExpr, changed, edge);
    }

    TimeModifiers at(QueryEdge changed) {
        return new TimeModifiers(offset, offsetExpr, at, changed);
    }
}
