package io.promsh.dashboard;

import io.promsh.promql.ParseResult;
import io.promsh.promql.PromqlParser;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what variables outside strings must be for an expression to parse: a name, a number, a duration, conditions, a function.
 *
 * @param result the parse that got furthest; with errors when nothing fits
 */
record TolerantParse(ParseResult result, List<Hole.Role> roles) {
    /** Trying roles costs a parse each; expressions have few such holes. */
    private static final int MAX_HOLES = 12;

    static TolerantParse of(FilledExpression filled) {
        List<Hole.Role> roles = filled.roles();
        TolerantParse best = parse(filled, roles);
        for (int round = 0; round < 2 && !best.result.isValid(); round++) {
            for (int hole = 0; hole < Math.min(MAX_HOLES, roles.size()); hole++) {
                if (!filled.holes().get(hole).isQuoted()) {
                    best = better(filled, hole, best);
                }
            }
        }
        return best.result.isValid() ? numbers(filled, best) : best;
    }

    private static TolerantParse better(FilledExpression filled, int hole, TolerantParse best) {
        TolerantParse better = best;
        for (Hole.Role role : Hole.Role.values()) {
            TolerantParse tried = with(filled, hole, role, best);
            if (tried.gets() > better.gets()) {
                better = tried;
            }
        }
        return better;
    }

    /** How far a parse gets before its first error; past every text when there is none. */
    private int gets() {
        return result.isValid() ? Integer.MAX_VALUE : result.errors().get(0).start();
    }

    /** A name that could as well be a number is one: {@code up > $threshold}. A hole alone is a metric. */
    private static TolerantParse numbers(FilledExpression filled, TolerantParse valid) {
        TolerantParse best = valid;
        boolean isAlone = filled.holes().size() == 1 && filled.pieces().stream().allMatch(String::isBlank);
        for (int hole = 0; hole < Math.min(MAX_HOLES, valid.roles.size()) && !isAlone; hole++) {
            boolean canBeNumber = valid.roles.get(hole) == Hole.Role.NAME
                    && !filled.holes().get(hole).isQuoted()
                    && !filled.isPartOfWord(hole);
            if (!canBeNumber) {
                continue;
            }
            TolerantParse tried = with(filled, hole, Hole.Role.NUMBER, best);
            if (tried.result.isValid()) {
                best = tried;
            }
        }
        return best;
    }

    private static TolerantParse with(FilledExpression filled, int hole, Hole.Role role, TolerantParse base) {
        List<Hole.Role> roles = new ArrayList<>(base.roles);
        roles.set(hole, role);
        return parse(filled, roles);
    }

    private static TolerantParse parse(FilledExpression filled, List<Hole.Role> roles) {
        return new TolerantParse(PromqlParser.parse(filled.text(roles)), List.copyOf(roles));
    }
}
