package io.promsh.completion;

import java.util.List;

/** Finds what can stand at a place of an expression. */
final class Spots {
    private Spots() {}

    static Spot at(String expression, int cursor) {
        int from = cursor;
        while (from > 0 && isName(expression.charAt(from - 1))) {
            from--;
        }
        int to = cursor;
        while (to < expression.length() && isName(expression.charAt(to))) {
            to++;
        }
        return new Spot(from, to, List.of(Slot.of(CandidateKind.METRIC)));
    }

    /** Returns functions and aggregations. */
    static List<Slot> functions() {
        return List.of();
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == ':';
    }
}
