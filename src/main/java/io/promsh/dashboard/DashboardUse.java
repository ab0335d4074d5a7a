package io.promsh.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a dashboard uses of its data source.
 *
 * @param expressions every expression with its selectors, in the order of the dashboard, variables last
 * @param unresolved everything whose metrics stay unknown, with its place
 */
public record DashboardUse(Dashboard dashboard, List<UsedExpression> expressions, List<Unresolved> unresolved) {
    public DashboardUse {
        expressions = List.copyOf(expressions);
        unresolved = List.copyOf(unresolved);
    }

    /**
     * An expression of a dashboard.
     *
     * @param refId the query's letter; may be empty
     * @param text the expression as written, with its variables
     * @param problems why something in it stays unknown; empty when nothing does
     */
    public record UsedExpression(
            Place place,
            String refId,
            DataSource source,
            String text,
            boolean isHidden,
            List<Selection> selections,
            List<String> problems) {
        /** Returns the metrics of its selectors, sorted. */
        public List<String> metrics() {
            TreeSet<String> names = new TreeSet<>();
            selections.forEach(selection -> names.addAll(selection.metrics()));
            return List.copyOf(names);
        }
    }

    /**
     * Finds what a dashboard uses.
     *
     * @param given values of variables by name, which win over those in the dashboard
     */
    public static DashboardUse of(
            Dashboard dashboard, Map<String, String> given, VariableSource source, Intervals intervals) {
        Variables variables = new Variables(dashboard.variables(), given, source, intervals);
        List<UsedExpression> expressions = new ArrayList<>();
        List<Unresolved> unresolved = new ArrayList<>(dashboard.gaps());
        for (DashboardQuery query : dashboard.queries()) {
            Intervals own = intervals.atLeast(variables.plain(query.minInterval()));
            var outcome = new ExpressionReading(variables, query.scoped(), own).read(query.expression());
            UsedExpression used = new UsedExpression(
                    query.place(),
                    query.refId(),
                    named(query.source(), variables),
                    query.expression(),
                    query.isHidden(),
                    outcome.selections(),
                    outcome.problems());
            expressions.add(used);
            tell(used, unresolved);
        }
        for (Variable variable : dashboard.variables()) {
            ofVariable(variable, variables, expressions, unresolved);
        }
        return new DashboardUse(dashboard, expressions, unresolved);
    }

    /** The data source that a variable of the dashboard stands for. */
    private static DataSource named(DataSource source, Variables variables) {
        return new DataSource(source.type(), variables.plain(source.name()));
    }

    private static void tell(UsedExpression used, List<Unresolved> unresolved) {
        used.problems().forEach(problem -> unresolved.add(new Unresolved(used.place(), used.text(), problem)));
    }

    private static void ofVariable(
            Variable variable, Variables variables, List<UsedExpression> expressions, List<Unresolved> unresolved) {
        if (!variable.isQueried()
                || variable.query().isBlank()
                || variable.source().isBuiltIn()) {
            return;
        }
        Place place = new Place(Place.Kind.VARIABLE, variable.name(), "", variable.kind(), 0);
        if (!variable.source().speaksPromql()) {
            String source = variable.source().words();
            unresolved.add(
                    new Unresolved(place, variable.query(), "data source " + source + " is not asked in PromQL"));
            return;
        }
        String expression = VariableQuery.of(variable.query()).asked();
        if (expression.isBlank()) {
            return;
        }
        var outcome = new ExpressionReading(variables, Map.of(), variables.intervals()).read(expression);
        UsedExpression used = new UsedExpression(
                place,
                "",
                named(variable.source(), variables),
                variable.query(),
                false,
                outcome.selections(),
                outcome.problems());
        expressions.add(used);
        tell(used, unresolved);
    }

    /** Returns the selectors of all expressions, each once, sorted; of the same selector the one that looks back furthest. */
    public List<Selection> selections() {
        Map<String, Selection> found = new LinkedHashMap<>();
        expressions.stream()
                .flatMap(expression -> expression.selections().stream())
                .sorted(java.util.Comparator.comparing(Selection::selector))
                .forEach(selection -> found.merge(
                        selection.selector(),
                        selection,
                        (one, other) -> one.reach().compareTo(other.reach()) >= 0 ? one : other));
        return List.copyOf(found.values());
    }

    /** Returns the metrics of all expressions, sorted. */
    public List<String> metrics() {
        TreeSet<String> names = new TreeSet<>();
        expressions.forEach(expression -> names.addAll(expression.metrics()));
        return List.copyOf(names);
    }

    /** Returns the data sources used, in words, sorted. */
    public List<String> dataSources() {
        TreeSet<String> names = new TreeSet<>();
        expressions.forEach(expression -> names.add(expression.source().words()));
        return List.copyOf(names);
    }
}
