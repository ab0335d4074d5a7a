package io.promsh.promql.edit;

import io.promsh.promql.LabelMatcher;
import io.promsh.promql.MatchOperator;
import io.promsh.promql.PromqlFunction;
import io.promsh.promql.ValueType;
import io.promsh.promql.edit.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks types and arguments in the tolerant tree, with the messages of the web editor: it has something to say about a
 * text that does not parse yet. What a server says of a complete expression is the parser's matter.
 */
public final class Linter {
    /** Expressions nested deeper are not looked into; the bound keeps the check within a thread's stack. */
    static final int MAX_DEPTH = 1_000;

    private static final Set<String> SCALAR_PARAMETER = Set.of("topk", "bottomk", "limitk", "limit_ratio", "quantile");
    private static final Set<String> SMOOTHED_IN = Set.of("rate", "increase", "delta");
    private static final Set<String> ANCHORED_IN = Set.of("resets", "changes", "rate", "increase", "delta");

    private final EditorTree tree;
    private final String text;
    private final ExpressionTypes types;
    private final BinaryLinter binaries;
    private final List<Diagnostic> found = new ArrayList<>();
    private int depth;

    private Linter(EditorTree tree) {
        this.tree = tree;
        this.text = tree.text();
        this.types = new ExpressionTypes(tree);
        this.binaries = new BinaryLinter(text, this::report);
    }

    /** What is wrong with the expression, errors of syntax left out; in the order of the text. */
    public static List<Diagnostic> check(String text) {
        Linter linter = new Linter(EditorTree.of(text));
        linter.check(linter.tree.root().firstChild());
        return linter.inOrder();
    }

    /** What is wrong with the expression and where the text does not fit, except at its end; in order of the text. */
    public static List<Diagnostic> checkDocument(String text) {
        Linter linter = new Linter(EditorTree.of(text));
        linter.check(linter.tree.root().firstChild());
        linter.checkSyntax();
        return linter.inOrder();
    }

    /** What the expression evaluates to, as far as it is typed. */
    public static ValueType valueType(String text) {
        EditorTree tree = EditorTree.of(text);
        return new ExpressionTypes(tree).of(tree.root().firstChild());
    }

    private List<Diagnostic> inOrder() {
        found.sort(Comparator.comparingInt(Diagnostic::from));
        return List.copyOf(found);
    }

    private void report(EditorNode node, String message) {
        found.add(new Diagnostic(node.from(), node.to(), message, Severity.ERROR));
    }

    private void checkSyntax() {
        for (EditorNode node : tree.nodes()) {
            EditorNode parent = node.parentOrNull();
            if (parent == null || !node.is(NodeKind.ERROR)) {
                continue;
            }
            // The offset has a message of its own, and at the end most likely just the rest is not typed yet.
            if (!parent.is(NodeKind.OFFSET_EXPR) && node.to() != text.length()) {
                report(parent, "unexpected expression");
            }
        }
    }

    private ValueType check(@Nullable EditorNode node) {
        if (node == null || depth >= MAX_DEPTH) {
            return types.of(node);
        }
        depth++;
        switch (node.kind()) {
            case AGGREGATE_EXPR -> checkAggregation(node);
            case BINARY_EXPR -> checkBinary(node);
            case FUNCTION_CALL -> checkCall(node);
            case UNARY_EXPR -> checkUnary(node);
            case SMOOTHED_EXPR -> checkExtended(node, SMOOTHED_IN);
            case ANCHORED_EXPR -> checkExtended(node, ANCHORED_IN);
            case SUBQUERY_EXPR -> checkSubquery(node);
            case OFFSET_EXPR -> checkOffset(node);
            case PAREN_EXPR, MATRIX_SELECTOR -> checkInner(node);
            case VECTOR_SELECTOR -> checkSelector(node);
            case STEP_INVARIANT_EXPR -> checkAt(node);
            default -> {
                // Literals have nothing to check.
            }
        }
        depth--;
        return types.of(node);
    }

    private ValueType checkInner(EditorNode node) {
        List<EditorNode> inner = node.expressions();
        return inner.isEmpty() ? ValueType.NONE : check(inner.get(0));
    }

    private void expect(EditorNode node, ValueType wanted, String where) {
        ValueType type = check(node);
        if (type != wanted) {
            report(node, "expected type " + wanted.id() + " in " + where + ", got " + type.id());
        }
    }

    private void checkUnary(EditorNode node) {
        ValueType type = checkInner(node);
        if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
            report(
                    node,
                    "unary expression only allowed on expressions of type scalar or instant vector, got " + type.id());
        }
    }

    private void checkBinary(EditorNode node) {
        EditorNode left = node.firstChild();
        EditorNode right = node.lastChild();
        if (left != null && right != null) {
            binaries.check(node, left, check(left), right, check(right));
        }
    }

    private void checkSubquery(EditorNode node) {
        ValueType type = checkInner(node);
        if (type != ValueType.VECTOR) {
            report(
                    node,
                    "subquery is only allowed on instant vector, got " + type.id() + " in "
                            + node.kind().label() + " instead");
        }
        List<EditorNode> durations = node.children(NodeKind.DURATION_EXPR);
        if (durations.size() > 1 && durations.get(durations.size() - 1).has(NodeKind.DURATION_RANGE)) {
            EditorNode step = durations.get(durations.size() - 1);
            found.add(new Diagnostic(
                    step.from(),
                    step.to(),
                    "range() is not meaningful as a subquery resolution step; consider a concrete duration",
                    Severity.WARNING));
        }
    }

    private void checkOffset(EditorNode node) {
        checkInner(node);
        if (!node.has(NodeKind.OFFSET_DURATION_EXPR)) {
            report(node, "offset requires a duration expression");
        }
    }

    private void checkAt(EditorNode node) {
        ValueType type = checkInner(node);
        if (type != ValueType.VECTOR && type != ValueType.MATRIX) {
            report(
                    node,
                    "@ modifier must be preceded by an instant selector vector or range vector selector or a subquery");
        }
    }

    private void checkExtended(EditorNode node, Set<String> allowed) {
        ValueType type = types.of(node);
        if (type != ValueType.VECTOR && type != ValueType.MATRIX) {
            report(
                    node,
                    "smoothed/anchored expression only allowed on instant vector or range vector selector, got "
                            + type.id() + " instead");
            return;
        }
        EditorNode arguments = node.parentOrNull();
        EditorNode call = arguments == null ? null : arguments.parentOrNull();
        if (call == null || !call.is(NodeKind.FUNCTION_CALL)) {
            return;
        }
        EditorNode name = call.firstChild();
        if (name != null && !allowed.contains(name.text(text))) {
            report(node, "smoothed/anchored expression can only be used in specific functions");
        }
    }

    private void checkAggregation(EditorNode node) {
        EditorNode operator = node.firstChild();
        EditorNode body = node.child(NodeKind.FUNCTION_CALL_BODY);
        List<EditorNode> arguments = body == null ? List.of() : body.expressions();
        if (operator == null || arguments.isEmpty()) {
            report(node, "unable to find the parameter for the expression");
            return;
        }
        expect(arguments.get(arguments.size() - 1), ValueType.VECTOR, "aggregation expression");
        String name = operator.text(text).toLowerCase(Locale.ROOT);
        if (SCALAR_PARAMETER.contains(name)) {
            expect(arguments.get(0), ValueType.SCALAR, "aggregation parameter");
        }
        if (name.equals("count_values")) {
            expect(arguments.get(0), ValueType.STRING, "aggregation parameter");
        }
    }

    private void checkCall(EditorNode node) {
        PromqlFunction function = ExpressionTypes.function(node, text);
        if (function == null) {
            return;
        }
        EditorNode body = node.child(NodeKind.FUNCTION_CALL_BODY);
        List<EditorNode> arguments = body == null ? List.of() : body.expressions();
        checkCount(node, function, arguments.size());
        if (function.name().equals("info") && arguments.size() > 1) {
            checkLabelsOnly(node, arguments.get(1));
        }
        List<ValueType> types = function.argumentTypes();
        int checked = function.variadic() == 0 ? Math.min(arguments.size(), types.size()) : arguments.size();
        for (int i = 0; i < checked; i++) {
            ValueType wanted = types.get(Math.min(i, types.size() - 1));
            expect(arguments.get(i), wanted, "call to function \"" + function.name() + "\"");
        }
    }

    private void checkCount(EditorNode node, PromqlFunction function, int given) {
        int required = function.argumentTypes().size() - 1;
        int most = required + function.variadic();
        String wanted = "";
        if (function.variadic() == 0 && given != required + 1) {
            wanted = String.valueOf(required + 1);
        } else if (function.variadic() != 0 && given < required) {
            wanted = "at least " + required;
        } else if (function.variadic() > 0 && given > most) {
            wanted = "at most " + most;
        }
        if (!wanted.isEmpty()) {
            report(node, "expected " + wanted + " argument(s) in call to \"" + function.name() + "\", got " + given);
        }
    }

    private void checkLabelsOnly(EditorNode node, EditorNode labels) {
        if (labels.has(NodeKind.IDENTIFIER)) {
            String got = labels.kind().label();
            report(node, "expected label selectors as the second argument to \"info\" function, got " + got);
        }
    }

    private void checkSelector(EditorNode node) {
        List<EditorNode> nodes = Selectors.matcherNodes(node.child(NodeKind.LABEL_MATCHERS));
        List<LabelMatcher> names = new ArrayList<>();
        boolean empty = true;
        for (EditorNode matcher : nodes) {
            LabelMatcher read = Selectors.matcher(matcher, text);
            empty = empty && isComplete(matcher) && matchesEmpty(read);
            if (read.isMetricName()) {
                names.add(read);
            }
        }
        String metric = Selectors.metricName(node, text);
        if (!metric.isEmpty()) {
            names.add(0, LabelMatcher.metricName(metric));
        }
        if (names.size() > 1) {
            report(
                    node,
                    "metric name must not be set twice: " + names.get(0).value() + " or "
                            + names.get(1).value());
        }
        if (empty && metric.isEmpty()) {
            report(node, "vector selector must contain at least one non-empty matcher");
        }
    }

    private static boolean isComplete(EditorNode matcher) {
        return matcher.is(NodeKind.QUOTED_LABEL_NAME) || matcher.has(NodeKind.MATCH_OP);
    }

    /** Without evaluating regular expressions, which are often half typed here. */
    private static boolean matchesEmpty(LabelMatcher matcher) {
        boolean negative = matcher.operator() == MatchOperator.NOT_EQUAL;
        return !matcher.operator().isRegex() && matcher.value().isEmpty() != negative;
    }
}
