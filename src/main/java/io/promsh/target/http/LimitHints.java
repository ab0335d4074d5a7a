package io.promsh.target.http;

import io.promsh.target.QueryLimit;

/** What to do about a limit. */
final class LimitHints {
    private LimitHints() {}

    /** Returns what to type next after this complaint; empty where nothing general can be said. */
    static String hint(String error) {
        return QueryLimit.in(error).map(limit -> hint(limit.kind())).orElse("");
    }

    private static String hint(QueryLimit.Kind kind) {
        return switch (kind) {
            case POINTS -> "take a larger --step (fewer points), or type range EXPR, which splits the window";
            case SAMPLES -> "ask for fewer series or a shorter range; type cardinality to see what is large";
            case TIME_RANGE -> "ask for a shorter window; range and raw split it by themselves";
            case SERIES, SIZE -> "narrow the selector, or aggregate; type cardinality to see what is large";
        };
    }
}
