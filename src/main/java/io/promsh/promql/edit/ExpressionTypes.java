package io.promsh.promql.edit;

import io.promsh.promql.PromqlFunction;
import io.promsh.promql.PromqlFunctions;
import io.promsh.promql.ValueType;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the expressions of a tolerant tree evaluate to, as far as they are typed. */
final class ExpressionTypes {
    private final IdentityHashMap<EditorNode, ValueType> types = new IdentityHashMap<>();
    private final String text;

    /** Finds the types from the leaves up, so that nesting takes no stack. */
    ExpressionTypes(EditorTree tree) {
        this.text = tree.text();
        List<EditorNode> nodes = tree.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            EditorNode node = nodes.get(i);
            if (node.kind().isExpression()) {
                types.put(node, find(node));
            }
        }
    }

    /** The type of an expression; {@link ValueType#NONE} for anything else. */
    ValueType of(@Nullable EditorNode node) {
        return node == null ? ValueType.NONE : types.getOrDefault(node, ValueType.NONE);
    }

    private ValueType find(EditorNode node) {
        return switch (node.kind()) {
            case AGGREGATE_EXPR, VECTOR_SELECTOR -> ValueType.VECTOR;
            case MATRIX_SELECTOR, SUBQUERY_EXPR -> ValueType.MATRIX;
            case STRING_LITERAL -> ValueType.STRING;
            case NUMBER_DURATION_LITERAL -> ValueType.SCALAR;
            case BINARY_EXPR -> ofBinary(of(node.firstChild()), of(node.lastChild()));
            case FUNCTION_CALL -> ofCall(node);
            default -> {
                List<EditorNode> inner = node.expressions();
                yield inner.isEmpty() ? ValueType.NONE : of(inner.get(0));
            }
        };
    }

    private static ValueType ofBinary(ValueType left, ValueType right) {
        return left == ValueType.SCALAR && right == ValueType.SCALAR ? ValueType.SCALAR : ValueType.VECTOR;
    }

    private ValueType ofCall(EditorNode call) {
        PromqlFunction function = function(call, text);
        return function == null ? ValueType.NONE : function.returnType();
    }

    /** The function that is called. */
    static @Nullable PromqlFunction function(EditorNode call, String text) {
        EditorNode name = call.firstChild();
        return name == null ? null : PromqlFunctions.find(name.text(text));
    }
}
