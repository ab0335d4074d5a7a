package io.promsh.dashboard;

import io.promsh.promql.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one expression with variables: its selectors free of them, and what stays unknown. */
final class ExpressionReading {
    private final Variables variables;
    private final Map<String, String> scoped;
    private final Intervals intervals;

    ExpressionReading(Variables variables, Map<String, String> scoped, Intervals intervals) {
        this.variables = variables;
        this.scoped = scoped;
        this.intervals = intervals;
    }

    /**
     * What an expression came to.
     *
     * @param selections its selectors, each once
     * @param problems why something in it stays unknown, phrases; empty when nothing does
     */
    record Outcome(List<Selection> selections, List<String> problems) {}

    Outcome read(String expression) {
        FilledExpression filled = FilledExpression.of(expression, variables, scoped, intervals);
        TolerantParse parse = TolerantParse.of(filled);
        List<String> problems = new ArrayList<>();
        boolean isWhole = parse.result().isValid();
        if (!isWhole) {
            problems.add("cannot be read as PromQL: "
                    + parse.result().errors().get(0).message());
        }
        List<String> assumed = assumed(filled, parse.roles());
        Set<Selection> selections = new LinkedHashSet<>();
        for (Selector selector : Selector.of(parse.result().expr())) {
            SelectorFilling filling = new SelectorFilling(filled.holes(), assumed);
            Optional<Selection> selection = filling.fill(selector, isWhole);
            selection.ifPresent(selections::add);
            problems.addAll(filling.problems());
        }
        return new Outcome(List.copyOf(selections), List.copyOf(new LinkedHashSet<>(problems)));
    }

    /** What was put for variables outside strings that have no certain value. */
    private static List<String> assumed(FilledExpression filled, List<Hole.Role> roles) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            String variable = filled.holes().get(i).reference().words();
            switch (roles.get(i)) {
                case DURATION -> notes.add(variable + " taken as " + Hole.text(i, Hole.Role.DURATION));
                case NOTHING -> notes.add("conditions of " + variable + " left out");
                case NAME, NUMBER, AGGREGATOR, FUNCTION, OPERATOR -> {
                    // Does not change which series are read, or is judged where it stands.
                }
            }
        }
        return notes;
    }
}
