package io.promsh.promql.edit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can stand after a blank, where the web editor waits for the first letter. A terminal does not: the key that
 * completes is pressed to see what comes next.
 */
final class AfterBlank {
    private AfterBlank() {}

    static List<CursorContext> contexts(EditorTree tree, EditorNode node, int position) {
        if (position == 0 || !EditorScanner.isBlank(tree.text().charAt(position - 1))) {
            return List.of();
        }
        return switch (node.kind()) {
            case STEP_INVARIANT_EXPR ->
                isLast(node, NodeKind.AT, position) ? List.of(CursorContext.of(ContextKind.AT_MODIFIER)) : List.of();
            case PROMQL, PAREN_EXPR, FUNCTION_CALL_BODY -> afterExpression(tree, node, position);
            default -> List.of();
        };
    }

    private static boolean isLast(EditorNode node, NodeKind wanted, int position) {
        EditorNode last = lastBefore(node, position);
        return last != null && last.is(wanted);
    }

    private static List<CursorContext> afterExpression(EditorTree tree, EditorNode around, int position) {
        EditorNode last = lastBefore(around, position);
        if (last == null
                || !last.kind().isExpression()
                || !tree.text().substring(last.to(), position).isBlank()) {
            return List.of();
        }
        List<CursorContext> contexts = new ArrayList<>();
        boolean aggregator = last.is(NodeKind.VECTOR_SELECTOR) && Vocabulary.isAggregator(last.text(tree.text()));
        boolean unmodified = last.is(NodeKind.AGGREGATE_EXPR) && !last.has(NodeKind.AGGREGATE_MODIFIER);
        if (aggregator || unmodified) {
            contexts.add(CursorContext.of(ContextKind.AGGREGATION_MODIFIER));
        }
        contexts.add(CursorContext.of(ContextKind.BINARY_OPERATOR));
        contexts.add(CursorContext.of(ContextKind.OFFSET));
        return contexts;
    }

    /** The last child that ends before a position, places where something is missing left out. */
    private static @Nullable EditorNode lastBefore(EditorNode node, int position) {
        EditorNode last = null;
        for (EditorNode child : node.children()) {
            if (child.to() > position) {
                break;
            }
            last = child.from() == child.to() ? last : child;
        }
        return last;
    }
}
