package io.promsh.command.explain;

import io.promsh.command.CommandContext;
import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.Values;
import io.promsh.promql.AggregateExpr;
import io.promsh.promql.BinaryExpr;
import io.promsh.promql.BinaryOperator;
import io.promsh.promql.Call;
import io.promsh.promql.Expr;
import io.promsh.promql.MatrixSelector;
import io.promsh.promql.ValueType;
import io.promsh.promql.VectorMatching;
import io.promsh.promql.VectorSelector;
import io.promsh.text.Escaping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds out why an expression has no result: the deepest places first, for whatever stands above them is empty because of them. */
final class EmptyResult {
    private final CommandContext context;
    private final Counting counting;
    private final Map<Expr, Long> counts;

    EmptyResult(CommandContext context, Counting counting, Map<Expr, Long> counts) {
        this.context = context;
        this.counting = counting;
        this.counts = counts;
    }

    List<Reason> reasons(Expr expr) {
        Set<Reason> reasons = new LinkedHashSet<>();
        List<Expr> bottomUp = new ArrayList<>();
        expr.forEach(bottomUp::add);
        Collections.reverse(bottomUp);
        EmptySelector selectors = new EmptySelector(context, counting);
        for (Expr node : bottomUp) {
            if (node instanceof VectorSelector selector && counts.getOrDefault(selector, 1L) == 0) {
                reasons.add(selectors.reason(selector));
            }
        }
        if (!reasons.isEmpty()) {
            return List.copyOf(reasons);
        }
        Optional<Reason> refused = refused(bottomUp);
        if (refused.isPresent()) {
            return List.of(refused.get());
        }
        for (Expr node : bottomUp) {
            Optional<Reason> reason = node instanceof BinaryExpr binary
                    ? ofBinary(binary)
                    : node instanceof Call call ? ofCall(call) : Optional.empty();
            if (reason.isPresent()) {
                return List.of(reason.get());
            }
        }
        return List.of(new Reason(
                "every selector has series, but what is done with them leaves nothing",
                "explain a part of the expression"));
    }

    /** What the server refuses to evaluate is not empty: its own words are the reason. */
    private Optional<Reason> refused(List<Expr> bottomUp) {
        if (counting.refusalOf(bottomUp.get(bottomUp.size() - 1)).isEmpty()) {
            return Optional.empty();
        }
        for (Expr node : bottomUp) {
            boolean refusable = node instanceof BinaryExpr || node instanceof Call || node instanceof AggregateExpr;
            if (refusable && counting.seriesOf(node) == 0) {
                Optional<Failure> failure = counting.refusalOf(node);
                if (failure.isPresent()) {
                    return Optional.of(new Reason(
                            "the server refuses it: " + failure.get().message(), Escaping.visible(hint(node))));
                }
            }
        }
        return Optional.empty();
    }

    private static String hint(Expr node) {
        return node instanceof BinaryExpr binary && binary.matching() != null
                ? "compare on labels that tell the series of one side apart, or reduce that side with sum by (...)"
                : "";
    }

    private Optional<Reason> ofCall(Call call) {
        boolean absence = call.name().equals("absent") || call.name().equals("absent_over_time");
        if (absence && counting.seriesOf(call.arguments().get(0)) > 0) {
            return Optional.of(new Reason(
                    call.name() + " has a result only when its argument has none, and "
                            + Escaping.visible(call.arguments().get(0).toString()) + " has one",
                    ""));
        }
        boolean overRange = call.arguments().stream().anyMatch(MatrixSelector.class::isInstance);
        if (!overRange || counting.seriesOf(call) > 0) {
            return Optional.empty();
        }
        MatrixSelector range = (MatrixSelector) call.arguments().stream()
                .filter(MatrixSelector.class::isInstance)
                .findFirst()
                .orElseThrow();
        long most = counting.first("max(count_over_time(" + range + "))")
                .map(element -> (long) element.value())
                .orElse(0L);
        if (most >= 2 || most == 0) {
            return Optional.empty();
        }
        return Optional.of(new Reason(
                call.name() + " needs two samples, and no series has more than one in "
                        + Escaping.visible(range.toString()),
                "take a range of at least twice the scrape interval, say four times"));
    }

    private Optional<Reason> ofBinary(BinaryExpr binary) {
        if (binary.type() != ValueType.VECTOR || counting.seriesOf(binary) > 0) {
            return Optional.empty();
        }
        long left = counting.seriesOf(binary.lhs());
        long right = counting.seriesOf(binary.rhs());
        if (binary.operator() == BinaryOperator.UNLESS && left > 0 && right > 0) {
            return Optional.of(new Reason(
                    "unless keeps what has no partner on the right, and every series of "
                            + Escaping.visible(binary.lhs().toString()) + " has one",
                    ""));
        }
        if (left == 0 || right == 0) {
            return Optional.empty();
        }
        VectorMatching matching = binary.matching();
        if (matching != null && !pairsExist(binary)) {
            return Optional.of(ofMatching(binary, matching));
        }
        return binary.operator().isComparison() && !binary.returnBool()
                ? Optional.of(ofFilter(binary))
                : Optional.empty();
    }

    /** Whether any element finds its partner: asked with an operator that drops nothing by value. */
    private boolean pairsExist(BinaryExpr binary) {
        if (!binary.operator().isComparison()) {
            return false;
        }
        String text = binary.toString();
        String left = binary.lhs().toString();
        String rest = text.substring(Math.min(text.length(), left.length()));
        String symbol = binary.operator().symbol();
        String summed = left + rest.replaceFirst(java.util.regex.Pattern.quote(symbol), "+");
        return counting.count(summed) > 0;
    }

    private Reason ofFilter(BinaryExpr binary) {
        boolean scalarLeft = binary.lhs().type() == ValueType.SCALAR;
        Expr vector = scalarLeft ? binary.rhs() : binary.lhs();
        String least = value(counting.first("min(" + vector + ")"));
        String most = value(counting.first("max(" + vector + ")"));
        return new Reason(
                "no value passes the filter " + binary.operator().symbol() + " "
                        + Escaping.visible((scalarLeft ? binary.lhs() : binary.rhs()).toString())
                        + ": the values lie between " + least + " and " + most,
                "");
    }

    private static String value(Optional<Element> element) {
        return element.map(found -> Values.format(found.value())).orElse("?");
    }

    private Reason ofMatching(BinaryExpr binary, VectorMatching matching) {
        Labels left = example(binary.lhs());
        Labels right = example(binary.rhs());
        TreeSet<String> names = new TreeSet<>();
        left.forEach((name, value) -> names.add(name));
        right.forEach((name, value) -> names.add(name));
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            boolean compared = matching.on() == matching.labels().contains(name) && !name.equals(Labels.METRIC_NAME);
            if (compared && !left.get(name).equals(right.get(name))) {
                differing.add(name + " (left " + shown(left.get(name)) + ", right " + shown(right.get(name)) + ")");
            }
        }
        String where = differing.isEmpty() ? "the label values" : Escaping.visible(String.join(", ", differing));
        return new Reason(
                "both sides have series, but none of " + binary.operator().symbol()
                        + " finds a partner; they differ in " + where,
                "compare on the labels they share with on (...), or leave out those that differ with ignoring (...)");
    }

    private Labels example(Expr side) {
        return counting.first("topk(1, " + side + ")").map(Element::labels).orElse(Labels.EMPTY);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "absent" : "\"" + value + "\"";
    }
}
