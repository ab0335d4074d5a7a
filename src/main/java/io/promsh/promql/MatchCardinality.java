package io.promsh.promql;

/** How many elements of each side of a binary operation may share a partner. */
public enum MatchCardinality {
    ONE_TO_ONE,
    MANY_TO_ONE,
    ONE_TO_MANY,
    MANY_TO_MANY
}
