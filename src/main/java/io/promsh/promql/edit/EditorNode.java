package io.promsh.promql.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One node of an {@link EditorTree}: a kind, the text it spans and its children in the order of the text. A node is
 * built once by the parser and not changed afterwards.
 */
public final class EditorNode {
    private final NodeKind kind;
    private final int from;
    private final int to;
    private final List<EditorNode> children;
    private @Nullable EditorNode parent;

    EditorNode(NodeKind kind, int from, int to, List<EditorNode> children) {
        this.kind = kind;
        this.from = from;
        this.to = to;
        this.children = List.copyOf(children);
        for (EditorNode child : this.children) {
            child.parent = this;
        }
    }

    public NodeKind kind() {
        return kind;
    }

    /** Where the node begins, a UTF-16 offset. */
    public int from() {
        return from;
    }

    /** Where the node ends, exclusive; equal to {@link #from()} where something is missing. */
    public int to() {
        return to;
    }

    public List<EditorNode> children() {
        return children;
    }

    /** The node around this one; none for the root. */
    public Optional<EditorNode> parent() {
        return Optional.ofNullable(parent);
    }

    boolean is(NodeKind wanted) {
        return kind == wanted;
    }

    boolean hasParent(NodeKind wanted) {
        return parent != null && parent.kind == wanted;
    }

    boolean hasGrandparent(NodeKind wanted) {
        return parent != null && parent.hasParent(wanted);
    }

    @Nullable
    EditorNode firstChild() {
        return children.isEmpty() ? null : children.get(0);
    }

    @Nullable
    EditorNode lastChild() {
        return children.isEmpty() ? null : children.get(children.size() - 1);
    }

    @Nullable
    EditorNode child(NodeKind wanted) {
        for (EditorNode child : children) {
            if (child.kind == wanted) {
                return child;
            }
        }
        return null;
    }

    boolean has(NodeKind wanted) {
        return child(wanted) != null;
    }

    List<EditorNode> children(NodeKind wanted) {
        List<EditorNode> found = new ArrayList<>();
        for (EditorNode child : children) {
            if (child.kind == wanted) {
                found.add(child);
            }
        }
        return found;
    }

    /** The children that are expressions. */
    List<EditorNode> expressions() {
        List<EditorNode> found = new ArrayList<>();
        for (EditorNode child : children) {
            if (child.kind.isExpression()) {
                found.add(child);
            }
        }
        return found;
    }

    /** This node or the nearest around it of a kind. */
    @Nullable
    EditorNode enclosing(NodeKind wanted) {
        EditorNode node = this;
        while (node != null && node.kind != wanted) {
            node = node.parent;
        }
        return node;
    }

    @Nullable
    EditorNode parentOrNull() {
        return parent;
    }

    String text(String source) {
        return source.substring(from, to);
    }

    @Override
    public String toString() {
        return kind.label() + "[" + from + "," + to + ")";
    }
}
