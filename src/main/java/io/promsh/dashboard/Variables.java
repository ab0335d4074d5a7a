package io.promsh.dashboard;

import io.promsh.model.PromDuration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The values of a dashboard's variables: given by the user, else the ones it was saved with, else its defaults, else what the
 * data source knows, else any. Values are found once and kept.
 */
final class Variables {
    /** More values than this are as good as any. */
    private static final int MAX_VALUES = 200;

    private final Map<String, Variable> known = new HashMap<>();
    private final Map<String, String> given;
    private final VariableSource source;
    private final Intervals intervals;
    private final Map<String, VariableValue> values = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    Variables(List<Variable> variables, Map<String, String> given, VariableSource source, Intervals intervals) {
        variables.forEach(variable -> known.put(variable.name(), variable));
        this.given = given;
        this.source = source;
        this.intervals = intervals;
    }

    Intervals intervals() {
        return intervals;
    }

    /** Returns the variable of that name. */
    Optional<Variable> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Returns what a variable stands for; never fails. */
    VariableValue value(String name) {
        VariableValue done = values.get(name);
        if (done != null) {
            return done;
        }
        if (!underWay.add(name)) {
            return VariableValue.any("$" + name + " is made of itself");
        }
        VariableValue value = find(name, given.get(name));
        underWay.remove(name);
        values.put(name, value);
        return value;
    }

    private VariableValue find(String name, @org.jspecify.annotations.Nullable String wanted) {
        if (wanted != null) {
            return VariableValue.certain(wanted);
        }
        Variable variable = known.get(name);
        if (variable == null) {
            return VariableValue.any("$" + name + " is no variable of the dashboard");
        }
        return switch (variable.kind()) {
            case "interval" -> interval(variable);
            case "constant" -> VariableValue.certain(firstOf(variable.current(), variable.query()));
            case "textbox" -> text(variable);
            case "datasource" -> VariableValue.certain(firstOf(variable.current(), variable.query()));
            default -> chosen(variable);
        };
    }

    private static String firstOf(List<String> values, String otherwise) {
        return values.isEmpty() ? otherwise : values.get(0);
    }

    private VariableValue text(Variable variable) {
        String value = firstOf(variable.current(), variable.query());
        return value.isEmpty()
                ? VariableValue.any("$" + variable.name() + " is a text that nobody entered")
                : VariableValue.certain(plain(value));
    }

    private VariableValue interval(Variable variable) {
        String value = firstOf(
                variable.current(),
                firstOf(variable.options(), variable.query().split(",", -1)[0].trim()));
        boolean isAuto = value.isEmpty() || value.startsWith("$") || value.equals("auto");
        return VariableValue.certain(isAuto ? PromDuration.format(intervals.interval()) : value);
    }

    private VariableValue chosen(Variable variable) {
        List<String> chosen = variable.current();
        if (chosen.contains(Variable.ALL) || (chosen.isEmpty() && variable.includesAll())) {
            return all(variable);
        }
        if (!chosen.isEmpty()) {
            return of(variable, chosen, "");
        }
        List<String> listed = listed(variable);
        if (!listed.isEmpty()) {
            return of(variable, listed.subList(0, 1), "");
        }
        return queried(variable)
                .map(values -> of(variable, values, "$" + variable.name() + " stands for what the target has"))
                .orElseGet(() -> VariableValue.any("$" + variable.name() + " has no saved value: any value is taken"));
    }

    private VariableValue all(Variable variable) {
        if (!variable.allValue().isEmpty()) {
            return new VariableValue(List.of(plain(variable.allValue())), true, false, "");
        }
        List<String> listed = listed(variable);
        return listed.isEmpty()
                ? VariableValue.any("$" + variable.name() + " is \"All\": any value is taken")
                : of(variable, listed, "");
    }

    /** Several values are alternatives; one is text. Values may have variables in them. */
    private VariableValue of(Variable variable, List<String> values, String note) {
        List<String> plain = new ArrayList<>();
        for (String value : values) {
            String text = plain(value);
            for (VariableReference open : VariableReference.in(text)) {
                if (known.containsKey(open.name())) {
                    return VariableValue.any(
                            "$" + variable.name() + " is made of " + open.words() + ": any value is taken");
                }
            }
            plain.add(text);
        }
        return new VariableValue(plain, false, variable.isMulti() || variable.includesAll(), note);
    }

    /** The options that the dashboard lists; of a custom variable its text, {@code a, b} or {@code shown : value, ...}. */
    private static List<String> listed(Variable variable) {
        if (!variable.options().isEmpty() || !variable.kind().equals("custom")) {
            return variable.options();
        }
        List<String> values = new ArrayList<>();
        for (String part : variable.query().split("(?<!\\\\),", -1)) {
            int colon = part.indexOf(" : ");
            String value = (colon < 0 ? part : part.substring(colon + 3))
                    .replace("\\,", ",")
                    .trim();
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return values;
    }

    /** Asks the data source, where it can be asked and the variable's query is one that it answers. */
    private Optional<List<String>> queried(Variable variable) {
        if (!variable.isQueried() || !variable.source().speaksPromql()) {
            return Optional.empty();
        }
        VariableQuery query = VariableQuery.of(variable.query());
        Optional<List<String>> answer = switch (query.form()) {
            case LABEL_VALUES -> source.labelValues(plain(query.label()), selector(query.expression()));
            case METRICS -> source.labelValues("__name__", "").map(names -> filtered(names, query.expression()));
            case LABEL_NAMES, QUERY_RESULT, SERIES -> Optional.empty();
        };
        return answer.map(values -> filtered(values, stripped(variable.regex())))
                .filter(values -> !values.isEmpty() && values.size() <= MAX_VALUES);
    }

    /** The selector with what is unknown in it left open; empty asks for all. */
    private String selector(String expression) {
        if (expression.isBlank()) {
            return "";
        }
        List<Selection> selections = new ExpressionReading(this, Map.of(), intervals)
                .read(expression)
                .selections();
        return selections.size() == 1 ? selections.get(0).selector() : "";
    }

    private static String stripped(String regex) {
        boolean hasSlashes = regex.length() > 1 && regex.startsWith("/") && regex.lastIndexOf('/') > 0;
        return hasSlashes ? regex.substring(1, regex.lastIndexOf('/')) : regex;
    }

    /** As Grafana filters: what the expression finds, its first group (or the one called value) where it has one. */
    private static List<String> filtered(List<String> values, String regex) {
        if (regex.isBlank()) {
            return values;
        }
        try {
            Pattern pattern = Pattern.compile(regex);
            int group = regex.contains("(?<value>") ? -1 : 1;
            List<String> kept = new ArrayList<>();
            for (String value : values) {
                Matcher matcher = pattern.matcher(value);
                if (matcher.find()) {
                    String found =
                            matcher.groupCount() == 0 ? value : group < 0 ? matcher.group("value") : matcher.group(1);
                    kept.add(found == null ? value : found);
                }
            }
            return List.copyOf(new java.util.LinkedHashSet<>(kept));
        } catch (PatternSyntaxException e) {
            return values;
        }
    }

    /** Text with the single values of variables in it put in; others stay as they are written. */
    String plain(String text) {
        StringBuilder out = new StringBuilder();
        int copied = 0;
        for (VariableReference reference : VariableReference.in(text)) {
            String builtIn = intervals.builtIn(reference.name());
            VariableValue value = builtIn.isEmpty() ? value(reference.name()) : VariableValue.certain(builtIn);
            if (value.isSingle()) {
                out.append(text, copied, reference.start())
                        .append(value.values().get(0));
                copied = reference.end();
            }
        }
        return out.append(text, copied, text.length()).toString();
    }
}
