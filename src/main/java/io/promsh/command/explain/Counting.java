package io.promsh.command.explain;

import io.promsh.command.CommandContext;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.PromDuration;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.TimeRange;
import io.promsh.promql.Expr;
import io.promsh.promql.MatrixSelector;
import io.promsh.promql.ValueType;
import io.promsh.promql.VectorSelector;
import io.promsh.target.InstantQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts series by asking for one number each time, never for the series; the same question is asked once. */
final class Counting {
    /** An expression with more selectors than this is counted in part: a dashboard's longest have about twenty. */
    private static final int MOST_QUESTIONS = 60;

    private final CommandContext context;
    private final Map<String, Long> answers = new HashMap<>();
    private final Map<String, Failure> refusals = new HashMap<>();

    Counting(CommandContext context) {
        this.context = context;
    }

    /** Returns the number of series behind each selector; those not asked for are absent. */
    Map<Expr, Long> selectorsOf(Expr expr) {
        Map<Expr, Long> counts = new LinkedHashMap<>();
        expr.forEach(node -> {
            if (node instanceof MatrixSelector matrix) {
                long count = seriesOf(matrix);
                counts.put(matrix, count);
                counts.put(matrix.selector(), count);
            } else if (node instanceof VectorSelector selector
                    && !selector.labelsOnly()
                    && !counts.containsKey(selector)) {
                counts.put(selector, seriesOf(selector));
            }
        });
        return counts;
    }

    /** Returns the number of series that a node has at the evaluation time; a scalar or string counts 1. */
    long seriesOf(Expr node) {
        if (node.type() == ValueType.SCALAR || node.type() == ValueType.STRING) {
            return 1;
        }
        return count(vectorOf(node));
    }

    /** Returns what the server said instead of counting a node's series; empty where it counted. */
    Optional<Failure> refusalOf(Expr node) {
        return Optional.ofNullable(refusals.get(countOf(vectorOf(node))));
    }

    private static String vectorOf(Expr node) {
        return node.type() == ValueType.MATRIX ? "last_over_time(" + node + ")" : node.toString();
    }

    private static String countOf(String vector) {
        return "count(" + vector + ")";
    }

    /** Returns the number of elements of a vector expression; 0 also when too much was asked already. */
    long count(String vector) {
        Long known = answers.get(vector);
        if (known != null) {
            return known;
        }
        if (answers.size() >= MOST_QUESTIONS) {
            return 0;
        }
        long count =
                first(countOf(vector)).map(element -> (long) element.value()).orElse(0L);
        answers.put(vector, count);
        return count;
    }

    /** Returns the first element of an expression's result. */
    Optional<Element> first(String expression) {
        return first(expression, context.at());
    }

    private Optional<Element> first(String expression, Optional<Instant> at) {
        try {
            return context.target()
                                    .instantQuery(InstantQuery.of(
                                            expression, at, context.settings().timeout()))
                                    .result()
                            instanceof InstantVector vector
                    ? vector.elements().stream().findFirst()
                    : Optional.empty();
        } catch (Failure failure) {
            // One question that the server cannot answer (a matching error inside it) must not end the explanation.
            if (failure.kind() != FailureKind.FAILED && failure.kind() != FailureKind.USAGE) {
                throw failure;
            }
            refusals.put(expression, failure);
            return Optional.empty();
        }
    }

    /** Returns when a selector last had a sample in a window of the session's length before {@code end}, to 1/200 of it. */
    Optional<Instant> lastSeen(String selector, Instant end) {
        TimeRange window = context.window();
        Duration step = Duration.ofSeconds(Math.max(15, window.length().toSeconds() / 200));
        return first(
                        "max(max_over_time(timestamp(" + selector + ")[" + PromDuration.format(window.length()) + ":"
                                + PromDuration.format(step) + "]))",
                        Optional.of(end))
                .map(element -> Instant.ofEpochMilli(Math.round(element.value() * 1000)));
    }
}
