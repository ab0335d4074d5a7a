package io.promsh.promql.edit;

import io.promsh.promql.MatchCardinality;
import io.promsh.promql.VectorMatching;
import io.promsh.promql.VectorMatching.Fill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the sides of a binary expression are matched, as far as that is typed. */
public final class VectorMatchings {
    private VectorMatchings() {}

    /** The matching of the outermost binary expression of a text; nothing when the text is not one. */
    public static Optional<VectorMatching> of(String text) {
        EditorTree tree = EditorTree.of(text);
        EditorNode first = tree.root().child(NodeKind.BINARY_EXPR);
        return first == null ? Optional.empty() : Optional.of(of(first, text));
    }

    static VectorMatching of(EditorNode binary, String text) {
        EditorNode clause = binary.child(NodeKind.MATCHING_MODIFIER_CLAUSE);
        return new VectorMatching(
                cardinality(binary, clause),
                clause == null ? List.of() : labels(clause.child(NodeKind.GROUPING_LABELS), text),
                clause != null && clause.has(NodeKind.ON),
                clause == null ? List.of() : included(clause, text),
                fill(binary.child(NodeKind.FILL_MODIFIER), text));
    }

    private static MatchCardinality cardinality(EditorNode binary, @Nullable EditorNode clause) {
        if (clause != null && clause.has(NodeKind.GROUP_LEFT)) {
            return MatchCardinality.MANY_TO_ONE;
        }
        if (clause != null && clause.has(NodeKind.GROUP_RIGHT)) {
            return MatchCardinality.ONE_TO_MANY;
        }
        boolean set = binary.children().stream().anyMatch(child -> child.kind().isSetOperator());
        return set ? MatchCardinality.MANY_TO_MANY : MatchCardinality.ONE_TO_ONE;
    }

    private static List<String> included(EditorNode clause, String text) {
        List<EditorNode> lists = clause.children(NodeKind.GROUPING_LABELS);
        boolean grouped = clause.has(NodeKind.GROUP_LEFT) || clause.has(NodeKind.GROUP_RIGHT);
        return grouped && lists.size() > 1 ? labels(lists.get(1), text) : List.of();
    }

    private static List<String> labels(@Nullable EditorNode list, String text) {
        List<String> labels = new ArrayList<>();
        if (list == null) {
            return labels;
        }
        for (EditorNode node : list.children()) {
            if (node.is(NodeKind.LABEL_NAME)) {
                labels.add(node.text(text));
            } else if (node.is(NodeKind.QUOTED_LABEL_NAME)) {
                labels.add(Selectors.unquoted(node, text));
            }
        }
        return labels;
    }

    private static @Nullable Fill fill(@Nullable EditorNode modifier, String text) {
        if (modifier == null) {
            return null;
        }
        EditorNode both = modifier.child(NodeKind.FILL_CLAUSE);
        if (both != null) {
            Double value = value(both, text);
            return new Fill(value, value, true);
        }
        return new Fill(
                value(modifier.child(NodeKind.FILL_LEFT_CLAUSE), text),
                value(modifier.child(NodeKind.FILL_RIGHT_CLAUSE), text),
                false);
    }

    private static @Nullable Double value(@Nullable EditorNode clause, String text) {
        EditorNode value = clause == null ? null : clause.child(NodeKind.NUMBER_DURATION_LITERAL);
        return value == null ? null : number(value.text(text));
    }

    /** A number as it is typed; one that is not written in figures only counts as not given yet. */
    private static @Nullable Double number(String typed) {
        try {
            return Double.valueOf(typed.replace("_", "").replace(" ", ""));
        } catch (NumberFormatException unfinished) {
            return null;
        }
    }
}
