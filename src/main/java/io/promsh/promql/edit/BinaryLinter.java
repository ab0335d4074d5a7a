package io.promsh.promql.edit;

import io.promsh.promql.MatchCardinality;
import io.promsh.promql.ValueType;
import io.promsh.promql.VectorMatching;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The checks of binary expressions: what their sides are and what the modifiers make of them. */
final class BinaryLinter {
    private static final String WRONG_SIDE = "binary expression must contain only scalar and instant vector types";

    private final String text;
    private final BiConsumer<EditorNode, String> report;

    BinaryLinter(String text, BiConsumer<EditorNode, String> report) {
        this.text = text;
        this.report = report;
    }

    void check(EditorNode node, EditorNode left, ValueType leftType, EditorNode right, ValueType rightType) {
        boolean scalars = leftType == ValueType.SCALAR && rightType == ValueType.SCALAR;
        checkBool(node, scalars);
        VectorMatching matching = VectorMatchings.of(node, text);
        checkLabels(node, matching);
        if (!isOperand(leftType)) {
            report.accept(left, WRONG_SIDE);
        }
        if (!isOperand(rightType)) {
            report.accept(right, WRONG_SIDE);
        }
        boolean set = contains(node, NodeKind::isSetOperator);
        if (leftType == ValueType.VECTOR && rightType == ValueType.VECTOR) {
            if (set) {
                checkSet(node, matching);
            }
        } else if (!matching.labels().isEmpty()) {
            report.accept(node, "vector matching only allowed between instant vectors");
        }
        if (set && (leftType == ValueType.SCALAR || rightType == ValueType.SCALAR)) {
            report.accept(node, "set operator not allowed in binary scalar expression");
        }
    }

    private static boolean isOperand(ValueType type) {
        return type == ValueType.SCALAR || type == ValueType.VECTOR;
    }

    private static boolean contains(EditorNode node, Predicate<NodeKind> wanted) {
        return node.children().stream().map(EditorNode::kind).anyMatch(wanted);
    }

    private void checkBool(EditorNode node, boolean scalars) {
        boolean comparison = contains(node, NodeKind::isComparison);
        if (node.has(NodeKind.BOOL_MODIFIER)) {
            if (!comparison) {
                report.accept(node, "bool modifier can only be used on comparison operators");
            }
            return;
        }
        if (!scalars) {
            return;
        }
        if (comparison) {
            report.accept(node, "comparisons between scalars must use BOOL modifier");
        } else if (node.has(NodeKind.TRIM_LOWER)) {
            report.accept(node, "operator \">/\" not allowed for Scalar operations");
        } else if (node.has(NodeKind.TRIM_UPPER)) {
            report.accept(node, "operator \"</\" not allowed for Scalar operations");
        }
    }

    private void checkLabels(EditorNode node, VectorMatching matching) {
        if (!matching.on()) {
            return;
        }
        for (String label : matching.labels()) {
            for (String included : matching.include()) {
                if (label.equals(included)) {
                    report.accept(node, "label \"" + label + "\" must not occur in ON and GROUP clause at once");
                }
            }
        }
    }

    private void checkSet(EditorNode node, VectorMatching matching) {
        if (matching.isGrouped()) {
            report.accept(node, "no grouping allowed for set operations");
        }
        if (matching.cardinality() != MatchCardinality.MANY_TO_MANY) {
            report.accept(node, "set operations must always be many-to-many");
        }
    }
}
