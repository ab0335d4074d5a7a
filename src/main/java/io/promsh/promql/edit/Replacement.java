package io.promsh.promql.edit;

/** Which part of the text an option takes the place of, from the node at the cursor. */
final class Replacement {
    private static final String UNIT_ENDS = "ywdhms";

    private final String text;
    private final EditorNode node;
    private final int position;

    Replacement(String text, EditorNode node, int position) {
        this.text = text;
        this.node = node;
        this.position = position;
    }

    /** Where the word at the cursor begins. */
    int from() {
        if (isAfterClosedCall(text, node, position)) {
            return position;
        }
        return switch (node.kind()) {
            case LABEL_MATCHERS, GROUPING_LABELS -> node.children().isEmpty() ? node.from() + 1 : position;
            case FUNCTION_CALL_BODY -> fromInCall();
            case STRING_LITERAL -> isLabelValue(node) ? node.from() + 1 : node.from();
            case MATRIX_SELECTOR, SUBQUERY_EXPR, OFFSET_EXPR, METRIC_NAME -> position;
            case NUMBER_DURATION_LITERAL_IN_DURATION_CONTEXT -> endsWithUnit() ? node.from() : position;
            case NUMBER_DURATION_LITERAL ->
                node.hasParent(NodeKind.ERROR) && node.hasGrandparent(NodeKind.SUBQUERY_EXPR) ? position : node.from();
            case ERROR -> isInDuration(node) ? position : node.from();
            case BINARY_EXPR -> lacksRightSide(node, position) ? position : node.from();
            default -> node.from();
        };
    }

    /** Where the text to replace ends. */
    int to() {
        if (node.is(NodeKind.ERROR) || isAfterClosedCall(text, node, position)) {
            return position;
        }
        return switch (node.kind()) {
            case LABEL_MATCHERS, GROUPING_LABELS, FUNCTION_CALL_BODY, MATRIX_SELECTOR, SUBQUERY_EXPR ->
                isClosed(node, text) ? node.to() - 1 : position;
            case STRING_LITERAL -> toInString();
            case METRIC_NAME -> position;
            case BINARY_EXPR -> lacksRightSide(node, position) ? position : node.to();
            default -> node.to();
        };
    }

    private int fromInCall() {
        if (node.children().isEmpty()) {
            return node.from() + 1;
        }
        boolean unclosed = !isClosed(node, text);
        return unclosed || isOfAggregatorWithParameter(node, text) ? position : node.from();
    }

    private int toInString() {
        if (!isLabelValue(node)) {
            return node.to();
        }
        return Selectors.isClosed(node, text) ? node.to() - 1 : node.to();
    }

    private boolean endsWithUnit() {
        return position > node.from() && UNIT_ENDS.indexOf(text.charAt(position - 1)) >= 0;
    }

    /** Whether the node ends with its closing bracket. */
    static boolean isClosed(EditorNode node, String text) {
        char last = text.charAt(node.to() - 1);
        return node.to() - node.from() > 1 && (last == ')' || last == '}' || last == ']');
    }

    /** Whether the right side of an operation is missing, at the cursor. */
    static boolean lacksRightSide(EditorNode binary, int position) {
        EditorNode last = binary.lastChild();
        return last != null && last.is(NodeKind.ERROR) && last.from() == last.to() && position >= last.from();
    }

    /** Whether the cursor is behind the closing parenthesis of a call. */
    static boolean isAfterClosedCall(String text, EditorNode node, int position) {
        return node.is(NodeKind.FUNCTION_CALL_BODY) && position >= node.to() && text.charAt(node.to() - 1) == ')';
    }

    /** Whether a string is the value of a label's matcher. */
    static boolean isLabelValue(EditorNode string) {
        return string.hasParent(NodeKind.UNQUOTED_LABEL_MATCHER) || string.hasParent(NodeKind.QUOTED_LABEL_MATCHER);
    }

    /** Whether an error stands where a duration, or more of it, belongs. */
    static boolean isInDuration(EditorNode error) {
        EditorNode parent = error.parentOrNull();
        if (parent == null) {
            return false;
        }
        return parent.is(NodeKind.OFFSET_EXPR)
                || parent.is(NodeKind.MATRIX_SELECTOR)
                || (parent.is(NodeKind.SUBQUERY_EXPR) && parent.has(NodeKind.DURATION_EXPR));
    }

    /** Whether the arguments are those of an aggregator whose first one is a parameter. */
    static boolean isOfAggregatorWithParameter(EditorNode arguments, String text) {
        EditorNode call = arguments.parentOrNull();
        EditorNode operator = call == null ? null : call.firstChild();
        return operator != null && operator.is(NodeKind.AGGREGATE_OP) && Vocabulary.takesParameter(operator.text(text));
    }
}
