package io.promsh.promql.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can stand at a cursor, from the node at it and those around. */
final class CursorContexts {
    private final String text;
    private final EditorNode node;
    private final int position;
    private final List<CursorContext> found = new ArrayList<>();

    CursorContexts(String text, EditorNode node, int position) {
        this.text = text;
        this.node = node;
        this.position = position;
    }

    List<CursorContext> find() {
        switch (node.kind()) {
            case ERROR -> inError();
            case IDENTIFIER -> inWord();
            case PROMQL -> inEmptyText();
            case METRIC_NAME -> add(ContextKind.METRIC_NAME, "");
            case GROUPING_LABELS -> add(ContextKind.LABEL_NAME, metricOfAggregation());
            case LABEL_MATCHERS -> inBraces();
            case LABEL_NAME -> inLabelName();
            case STRING_LITERAL -> inString();
            case NUMBER_DURATION_LITERAL -> inNumber();
            case NUMBER_DURATION_LITERAL_IN_DURATION_CONTEXT -> inDuration();
            case FUNCTION_CALL_BODY -> inArguments();
            case NEQ ->
                add(node.hasParent(NodeKind.MATCH_OP) ? ContextKind.MATCH_OPERATOR : ContextKind.BINARY_OPERATOR);
            case EQL_SINGLE, EQL_REGEX, NEQ_REGEX, MATCH_OP -> add(ContextKind.MATCH_OPERATOR);
            case POW, MUL, DIV, MOD, ADD, SUB ->
                add(
                        node.hasParent(NodeKind.DURATION_EXPR)
                                ? ContextKind.DURATION_OPERATOR
                                : ContextKind.BINARY_OPERATOR);
            case EQL, GTE, GTR, TRIM_LOWER, TRIM_UPPER, LTE, LSS, AND, UNLESS, OR -> add(ContextKind.BINARY_OPERATOR);
            case BINARY_EXPR -> inBinary();
            default -> {
                // Nothing is offered in brackets before anything is typed, nor on what is complete.
            }
        }
        return found;
    }

    private void add(ContextKind kind) {
        found.add(CursorContext.of(kind));
    }

    private void add(ContextKind kind, String metricName) {
        found.add(CursorContext.of(kind, metricName));
    }

    private void addOperand(String typed) {
        add(ContextKind.METRIC_NAME, typed);
        add(ContextKind.FUNCTION);
        add(ContextKind.AGGREGATION);
    }

    private void inError() {
        if (Replacement.isInDuration(node)) {
            if (node.from() < node.to()) {
                add(ContextKind.DURATION_UNIT);
            }
            return;
        }
        if (node.hasParent(NodeKind.UNQUOTED_LABEL_MATCHER) || node.hasParent(NodeKind.QUOTED_LABEL_MATCHER)) {
            add(ContextKind.MATCH_OPERATOR);
            return;
        }
        if (OptionSet.BINARY_OPERATORS.anyContains(node.text(text))) {
            add(ContextKind.BINARY_OPERATOR);
        }
    }

    private void inWord() {
        EditorNode error = node.parentOrNull();
        EditorNode around = error == null ? null : error.parentOrNull();
        if (error != null && error.is(NodeKind.ERROR) && around != null && wordTooMuch(around)) {
            return;
        }
        String typed = node.text(text);
        if (around == null) {
            add(ContextKind.METRIC_NAME, typed);
            return;
        }
        boolean inCall = around.is(NodeKind.FUNCTION_CALL_BODY);
        if (around.expressions().size() > 1 && !inCall) {
            inSide(around, typed);
            return;
        }
        addOperand(typed);
        if (!inCall && !around.is(NodeKind.MATRIX_SELECTOR)) {
            add(ContextKind.NUMBER);
        }
    }

    /** A word where the grammar has no place for one: most likely the beginning of an operator or a modifier. */
    private boolean wordTooMuch(EditorNode around) {
        switch (around.kind()) {
            case STEP_INVARIANT_EXPR -> add(ContextKind.AT_MODIFIER);
            case AGGREGATE_EXPR -> {
                add(ContextKind.AGGREGATION_MODIFIER);
                add(ContextKind.BINARY_OPERATOR);
            }
            case VECTOR_SELECTOR -> {
                if (Vocabulary.AGGREGATORS.contains(Selectors.metricName(node, text))) {
                    add(ContextKind.AGGREGATION_MODIFIER);
                }
                add(ContextKind.BINARY_OPERATOR);
                add(ContextKind.OFFSET);
            }
            case MATRIX_SELECTOR, OFFSET_EXPR, SUBQUERY_EXPR, DURATION_EXPR, OFFSET_DURATION_EXPR ->
                add(ContextKind.DURATION_FUNCTION);
            case FILL_CLAUSE, FILL_LEFT_CLAUSE, FILL_RIGHT_CLAUSE -> add(ContextKind.NUMBER);
            default -> {
                if (around.expressions().isEmpty()) {
                    return false;
                }
                add(ContextKind.BINARY_OPERATOR);
                add(ContextKind.OFFSET);
            }
        }
        return true;
    }

    private void inSide(EditorNode around, String typed) {
        addOperand(typed);
        if (around.is(NodeKind.BINARY_EXPR) && !around.has(NodeKind.ERROR)) {
            addBinaryModifiers(around);
        }
    }

    private void addBinaryModifiers(EditorNode binary) {
        add(ContextKind.BINARY_OPERATOR_MODIFIER);
        add(ContextKind.NUMBER);
        boolean comparison =
                binary.children().stream().anyMatch(child -> child.kind().isComparison());
        if (comparison && !binary.has(NodeKind.BOOL_MODIFIER)) {
            add(ContextKind.BOOL);
        }
    }

    /** Between an operator and its right side; where that is still missing, it is what is wanted. */
    private void inBinary() {
        if (Replacement.lacksRightSide(node, position)) {
            addOperand("");
            addBinaryModifiers(node);
            return;
        }
        add(ContextKind.BINARY_OPERATOR);
    }

    private void inEmptyText() {
        EditorNode first = node.firstChild();
        if (first != null && first.is(NodeKind.ERROR)) {
            addOperand("");
            add(ContextKind.NUMBER);
        }
    }

    private void inBraces() {
        if (position < node.to() || !Replacement.isClosed(node, text)) {
            add(ContextKind.LABEL_NAME, Selectors.metricName(node, text));
        }
    }

    private void inLabelName() {
        if (node.hasParent(NodeKind.GROUPING_LABELS)) {
            add(ContextKind.LABEL_NAME);
        } else if (node.hasParent(NodeKind.UNQUOTED_LABEL_MATCHER)) {
            add(ContextKind.LABEL_NAME, Selectors.metricName(node, text));
        } else if (node.hasParent(NodeKind.ERROR)
                && (node.hasGrandparent(NodeKind.MATRIX_SELECTOR) || node.hasGrandparent(NodeKind.SUBQUERY_EXPR))) {
            add(ContextKind.DURATION_FUNCTION);
        }
    }

    private void inString() {
        EditorNode parent = node.parentOrNull();
        if (parent == null) {
            return;
        }
        if (Replacement.isLabelValue(node)) {
            if (position >= node.to() && Selectors.isClosed(node, text)) {
                return;
            }
            EditorNode braces = node.enclosing(NodeKind.LABEL_MATCHERS);
            found.add(new CursorContext(
                    ContextKind.LABEL_VALUE,
                    Optional.of(Selectors.metricName(node, text)),
                    Optional.of(Selectors.labelName(parent, text)),
                    Selectors.matchers(braces, text)));
        } else if (node.hasGrandparent(NodeKind.GROUPING_LABELS)) {
            add(ContextKind.LABEL_NAME);
        } else if (node.hasGrandparent(NodeKind.LABEL_MATCHERS)) {
            add(ContextKind.METRIC_NAME, Selectors.unquoted(node, text));
        }
    }

    private void inNumber() {
        if (!node.hasParent(NodeKind.ERROR) || !node.hasGrandparent(NodeKind.SUBQUERY_EXPR)) {
            add(ContextKind.NUMBER);
            return;
        }
        inDuration();
    }

    private void inDuration() {
        if (!Durations.isComplete(node.text(text))) {
            add(ContextKind.DURATION_UNIT);
        }
    }

    private void inArguments() {
        if (Replacement.isAfterClosedCall(text, node, position)) {
            EditorNode call = node.parentOrNull();
            if (call != null && call.is(NodeKind.AGGREGATE_EXPR) && !call.has(NodeKind.AGGREGATE_MODIFIER)) {
                add(ContextKind.AGGREGATION_MODIFIER);
            }
            add(ContextKind.BINARY_OPERATOR);
            return;
        }
        if (Replacement.isOfAggregatorWithParameter(node, text) && isInFirst(node.firstChild())) {
            add(ContextKind.NUMBER);
            return;
        }
        addOperand("");
    }

    private boolean isInFirst(@Nullable EditorNode argument) {
        return argument == null || (argument.from() <= position && argument.to() >= position);
    }

    /** The metric of the last selector in the aggregation around the cursor. */
    private String metricOfAggregation() {
        EditorNode aggregation = node.enclosing(NodeKind.AGGREGATE_EXPR);
        if (aggregation == null) {
            return "";
        }
        String metric = "";
        for (EditorNode inside : new EditorTree(text, aggregation).nodes()) {
            if (inside.is(NodeKind.VECTOR_SELECTOR)) {
                metric = Selectors.metricName(inside, text);
            }
        }
        return metric;
    }
}
